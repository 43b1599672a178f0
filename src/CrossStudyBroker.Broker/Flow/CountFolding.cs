using CrossStudyBroker.Broker.Retention;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Flow;

/// <summary>Folds changes of counts into the tables that are read, about twice a second, and forgets arrivals that are long over.</summary>
internal sealed partial class CountFolding(CountStore counts, IOptions<RetentionOptions> retention, TimeProvider time, ILogger<CountFolding> logger) : BackgroundService
{
    private const int Most = 5_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ForgettingInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan HoursKept = TimeSpan.FromDays(8);

    private DateTimeOffset _forgotten;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await TryRoundAsync(stoppingToken) < Most)
            {
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private async Task<int> TryRoundAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = time.GetUtcNow();
            if (now - _forgotten >= ForgettingInterval)
            {
                await counts.ForgetAsync(now - HoursKept, now - retention.Value.Traces, cancellationToken);
                _forgotten = now;
            }

            return await counts.FoldAsync(Most, now, cancellationToken);
        }
#pragma warning disable CA1031 // A store that is away must not end the rounds: the changes stay where they are until they are folded.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Waits(exception.GetType().Name);
            return 0;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Counts wait: {Failure}; they are folded later")]
    private partial void Waits(string failure);
}
