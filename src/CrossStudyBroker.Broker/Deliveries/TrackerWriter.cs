using CrossStudyBroker.Broker.Status;
using CrossStudyBroker.Broker.Tracking;
using Microsoft.Extensions.Logging;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>Writes delivery changes to the tracker in batches, in the order handed in, and has those that took effect told (R24).</summary>
internal sealed partial class TrackerWriter : IAsyncDisposable
{
    private readonly Batching<DeliveryChange, bool> _changes;
    private readonly ILogger<TrackerWriter> _logger;

    public TrackerWriter(ITrackerStore store, StatusNotifier status, TimeProvider time, ILogger<TrackerWriter> logger)
    {
        _logger = logger;
        _changes = new Batching<DeliveryChange, bool>(
            async (changes, token) =>
            {
                status.Changed(await store.ApplyAsync(changes, token));
                return new bool[changes.Count];
            },
            Waits,
            time);
    }

    /// <summary>Writes soon; nobody waits for it.</summary>
    public void Note(IEnumerable<DeliveryChange> changes)
    {
        foreach (var change in changes)
        {
            _changes.Tell(change);
        }
    }

    /// <summary>Ends when the changes are stored.</summary>
    public Task WriteAsync(IReadOnlyCollection<DeliveryChange> changes, CancellationToken cancellationToken) =>
        Task.WhenAll(changes.Select(change => _changes.AskAsync(change, cancellationToken)));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _changes.DisposeAsync();

    [LoggerMessage(LogLevel.Warning, "The tracker store does not take changes: attempt {Attempt} ended in {Failure}; they are kept and tried again")]
    private partial void Waits(int attempt, string failure);
}
