using CrossStudyBroker.Broker.Status;
using CrossStudyBroker.Broker.Tracking;
using Microsoft.Extensions.Logging;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>
/// Writes delivery changes to the tracker in batches, in the order handed in, and has those that took effect told (R24). That a delivery
/// is on its queue is worth noting only while nothing more is known of it: such a note waits a moment, and is dropped when its outcome comes.
/// </summary>
internal sealed partial class TrackerWriter : IAsyncDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Batching<DeliveryChange, bool> _changes;
    private readonly Task _noting;
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
        using (ExecutionContext.SuppressFlow()) // as there: it outlives whoever happens to come first
        {
            _noting = Task.Run(() => NoteAsync(time));
        }
    }

    /// <summary>Which deliveries are on their queues; noted in a moment, and nobody waits for it.</summary>
    public PublishNotes Notes { get; } = new();

    /// <summary>Ends when the changes are stored.</summary>
    public Task WriteAsync(IReadOnlyCollection<DeliveryChange> changes, CancellationToken cancellationToken) =>
        Task.WhenAll(changes.Select(change => WriteAsync(change, cancellationToken)));

    /// <summary>Ends when the change is stored.</summary>
    public Task WriteAsync(DeliveryChange change, CancellationToken cancellationToken)
    {
        Notes.Drop(change.DeliveryId);
        return _changes.AskAsync(change, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _noting;
        await _changes.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task NoteAsync(TimeProvider time)
    {
        while (!_stopping.IsCancellationRequested)
        {
            await Task.Delay(Moment, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var published in Notes.Take())
            {
                _changes.Tell(published);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The tracker store does not take changes: attempt {Attempt} ended in {Failure}; they are kept and tried again")]
    private partial void Waits(int attempt, string failure);
}
