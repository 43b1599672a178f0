using CrossStudyBroker.Broker.Tracking;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>Erases what has outlived its clock, at start and then regularly: sealed payloads, links, traces.</summary>
internal sealed partial class RetentionSweep(ITrackerStore store, IOptions<RetentionOptions> options, TimeProvider time, ILogger<RetentionSweep> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, time);
        do
        {
            await SweepAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = time.GetUtcNow();
            var erased = await store.SweepAsync(now, now - options.Value.Traces, cancellationToken);
            Swept(erased);
        }
#pragma warning disable CA1031 // A store that is away must not end the clock; the next round catches up.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            NotSwept(exception.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Retention: {Rows} rows erased")]
    private partial void Swept(int rows);

    [LoggerMessage(LogLevel.Warning, "Retention could not run now ({Failure}); it catches up at the next round")]
    private partial void NotSwept(string failure);
}
