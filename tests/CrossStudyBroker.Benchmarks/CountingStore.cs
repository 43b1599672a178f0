using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Benchmarks;

/// <summary>The real store; counts the deliveries whose outcome it has stored.</summary>
internal sealed class CountingStore(ITrackerStore store, Countdown processed) : ITrackerStore
{
    public Task MigrateAsync(CancellationToken cancellationToken) => store.MigrateAsync(cancellationToken);

    public Task<bool> IsReadyAsync(CancellationToken cancellationToken) => store.IsReadyAsync(cancellationToken);

    public Task<Facts> ReadFactsAsync(FactsRequest request, CancellationToken cancellationToken) => store.ReadFactsAsync(request, cancellationToken);

    public Task<IReadOnlyList<RecordResult>> RecordAsync(IReadOnlyList<MessageRecord> messages, CancellationToken cancellationToken) => store.RecordAsync(messages, cancellationToken);

    public async Task<IReadOnlyList<DeliveryChanged>> ApplyAsync(IReadOnlyList<DeliveryChange> changes, CancellationToken cancellationToken)
    {
        var changed = await store.ApplyAsync(changes, cancellationToken);
        processed.Arrived(changed.Count(change => change.State == DeliveryState.Processed));
        return changed;
    }

    public Task<IReadOnlyList<Admission>> AdmitAsync(IReadOnlyCollection<Guid> deliveries, CancellationToken cancellationToken) => store.AdmitAsync(deliveries, cancellationToken);

    public Task<DueDeliveries> TakeDueAsync(DateTimeOffset now, DateTimeOffset again, int most, CancellationToken cancellationToken) => store.TakeDueAsync(now, again, most, cancellationToken);

    public Task<IReadOnlyList<Guid>> MakeDueAsync(IReadOnlyCollection<Guid> deliveries, DateTimeOffset now, CancellationToken cancellationToken) => store.MakeDueAsync(deliveries, now, cancellationToken);

    public Task<int> MakeQueuedDueAsync(DateTimeOffset now, CancellationToken cancellationToken) => store.MakeQueuedDueAsync(now, cancellationToken);

    public Task<MessageView?> FindAsync(Guid trackingId, string? visibleTo, CancellationToken cancellationToken) => store.FindAsync(trackingId, visibleTo, cancellationToken);

    public Task<MessagePage> ListAsync(MessageFilter filter, CancellationToken cancellationToken) => store.ListAsync(filter, cancellationToken);
}
