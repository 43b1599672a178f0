using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Lanes;
using CrossStudyBroker.Broker.Transport;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Findings;

/// <summary>Looks every minute for what does not move. Any number of replicas may do so: they find the same.</summary>
internal sealed partial class FindingWatch(
    FindingStore store, LaneLengths lengths, LaneSet lanes, DirectorySource directory, IOptions<FindingOptions> options, TimeProvider time, ILogger<FindingWatch> logger) : BackgroundService
{
    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var institutions = directory.Current.Institutions.Keys;
        var waiting = await lengths.ReadAsync(institutions, cancellationToken);
        var facts = await store.ReadAsync(waiting.ToDictionary(lane => lane.Key, lane => lane.Value + lanes.InHand(lane.Key)), time.GetUtcNow(), options.Value, cancellationToken);
        await store.WriteAsync(facts, FindingRules.Find(facts, options.Value), options.Value, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryLookAsync(stoppingToken);
            await Task.Delay(options.Value.Interval, time, stoppingToken);
        }
    }

    private async Task TryLookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(cancellationToken);
        }
#pragma warning disable CA1031 // A store or transport that is away must not end the rounds.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            NotLooked(exception.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "It could not be looked for what does not move ({Failure}); the next round does")]
    private partial void NotLooked(string failure);
}
