using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrossStudyBroker.ReferenceSis.Traffic;

/// <summary>
/// A light stream of what students and staff of several reference institutions do, one action at a time. The order is fixed by the seed;
/// what comes of it also depends on when answers arrive.
/// </summary>
public sealed partial class ReferenceTraffic(
    IReadOnlyList<ReferenceInstitution> institutions, TrafficOptions options, TimeProvider clock, ILogger<ReferenceTraffic>? logger = null)
{
    private readonly ILogger _logger = logger ?? NullLogger<ReferenceTraffic>.Instance;

    /// <summary>Publishes the offering of all institutions, then acts until the token is cancelled; then it is done, without an exception.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var actions = new TrafficActions(institutions, options, clock);
        try
        {
            await TryAsync(actions.OpenAsync, cancellationToken);
            using var timer = new PeriodicTimer(options.Interval, clock);
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await TryAsync(actions.ActAsync, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop. What had not left for the lane stays in the outboxes.
        }
    }

    /// <summary>A lane that takes nothing for a while must not end the traffic; the outboxes send again what it did not take.</summary>
    private async Task TryAsync(Func<CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        try
        {
            await act(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LaneFailed(failure.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A lane did not take a message ({ExceptionType}). It stays in the outbox and is sent again.")]
    private partial void LaneFailed(string exceptionType);
}
