using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Causes;

/// <summary>Lets answers go from their cause groups after a time (<see cref="CauseOptions.RefusalsStay"/>). Any number of replicas may do so at once.</summary>
internal sealed partial class RefusalClock(CauseStore causes, IOptions<CauseOptions> options, TimeProvider time, ILogger<RefusalClock> logger) : BackgroundService
{
    private const int Piece = 200;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await TryClearAsync(stoppingToken) < Piece)
            {
                await Task.Delay(options.Value.Interval, time, stoppingToken);
            }
        }
    }

    private async Task<int> TryClearAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await causes.ClearAsync(time.GetUtcNow() - options.Value.RefusalsStay, Piece, cancellationToken);
        }
#pragma warning disable CA1031 // A store that is away must not end the clock; the next round catches up.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            NotCleared(exception.GetType().Name);
            return 0;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Old answers could not be let go from their groups now ({Failure}); the next round catches up")]
    private partial void NotCleared(string failure);
}
