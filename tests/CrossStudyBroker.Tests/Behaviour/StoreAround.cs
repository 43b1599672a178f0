using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>A store with something before or after its calls; what it throws, the caller gets.</summary>
internal sealed class StoreAround(ITrackerStore store) : ITrackerStore
{
    /// <summary>Before messages are recorded.</summary>
    public Func<IReadOnlyList<MessageRecord>, Task> BeforeRecord { get; set; } = _ => Task.CompletedTask;

    /// <summary>After messages are recorded.</summary>
    public Func<IReadOnlyList<MessageRecord>, Task> AfterRecord { get; set; } = _ => Task.CompletedTask;

    /// <summary>Before changes are applied.</summary>
    public Func<IReadOnlyList<DeliveryChange>, Task> BeforeApply { get; set; } = _ => Task.CompletedTask;

    /// <summary>Before facts are read.</summary>
    public Func<Task> BeforeFacts { get; set; } = () => Task.CompletedTask;

    /// <summary>Nothing before or after any call.</summary>
    public void Reset()
    {
        BeforeRecord = AfterRecord = _ => Task.CompletedTask;
        BeforeApply = _ => Task.CompletedTask;
        BeforeFacts = () => Task.CompletedTask;
    }

    public Task MigrateAsync(CancellationToken cancellationToken) => store.MigrateAsync(cancellationToken);

    public Task<bool> IsReadyAsync(CancellationToken cancellationToken) => store.IsReadyAsync(cancellationToken);

    public async Task<Facts> ReadFactsAsync(FactsRequest request, CancellationToken cancellationToken)
    {
        await BeforeFacts();
        return await store.ReadFactsAsync(request, cancellationToken);
    }

    public async Task<IReadOnlyList<RecordResult>> RecordAsync(IReadOnlyList<MessageRecord> messages, CancellationToken cancellationToken)
    {
        await BeforeRecord(messages);
        var results = await store.RecordAsync(messages, cancellationToken);
        await AfterRecord(messages);
        return results;
    }

    public async Task<IReadOnlyList<DeliveryChanged>> ApplyAsync(IReadOnlyList<DeliveryChange> changes, CancellationToken cancellationToken)
    {
        await BeforeApply(changes);
        return await store.ApplyAsync(changes, cancellationToken);
    }

    public Task<IReadOnlyList<Admission>> AdmitAsync(IReadOnlyCollection<Guid> deliveries, CancellationToken cancellationToken) => store.AdmitAsync(deliveries, cancellationToken);

    public Task<DueDeliveries> TakeDueAsync(DateTimeOffset now, DateTimeOffset again, int most, CancellationToken cancellationToken) => store.TakeDueAsync(now, again, most, cancellationToken);

    public Task<IReadOnlyList<Guid>> MakeDueAsync(IReadOnlyCollection<Guid> deliveries, DateTimeOffset now, CancellationToken cancellationToken) => store.MakeDueAsync(deliveries, now, cancellationToken);

    public Task<int> MakeQueuedDueAsync(DateTimeOffset now, CancellationToken cancellationToken) => store.MakeQueuedDueAsync(now, cancellationToken);

    public Task<MessageView?> FindAsync(Guid trackingId, string? visibleTo, CancellationToken cancellationToken) => store.FindAsync(trackingId, visibleTo, cancellationToken);

    public Task<MessagePage> ListAsync(MessageFilter filter, CancellationToken cancellationToken) => store.ListAsync(filter, cancellationToken);
}
