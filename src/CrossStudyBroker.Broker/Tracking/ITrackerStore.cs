namespace CrossStudyBroker.Broker.Tracking;

/// <summary>
/// What the broker remembers: messages, deliveries, events, links, offering facts, and sealed payloads of deliveries that wait.
/// Two implementations, SQLite and PostgreSQL, held by the same tests. Every call is one round trip and one transaction.
/// </summary>
public interface ITrackerStore
{
    /// <summary>Brings the schema to the newest version; safe when several processes start at once.</summary>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>True if the store answers and its schema is the newest.</summary>
    Task<bool> IsReadyAsync(CancellationToken cancellationToken);

    /// <summary>Answers what the decisions of a batch need.</summary>
    Task<Facts> ReadFactsAsync(FactsRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Records messages with deliveries and effects; results in the order given. Tracking ids are distinct within one call.
    /// A known tracking id stores nothing and gives <see cref="RecordKind.Repeat"/> or <see cref="RecordKind.Conflict"/>.
    /// </summary>
    Task<IReadOnlyList<RecordResult>> RecordAsync(IReadOnlyList<MessageRecord> messages, CancellationToken cancellationToken);

    /// <summary>Applies changes in the order given, each only if allowed; returns those that changed a state.</summary>
    Task<IReadOnlyList<DeliveryChanged>> ApplyAsync(IReadOnlyList<DeliveryChange> changes, CancellationToken cancellationToken);

    /// <summary>One message with deliveries and events, by tracking id; null if unknown or not visible to the institution.</summary>
    /// <param name="trackingId">Tracking id.</param>
    /// <param name="visibleTo">Institution code: sender sees all its deliveries, a recipient only its own; null: the operator.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<MessageView?> FindAsync(Guid trackingId, string? visibleTo, CancellationToken cancellationToken);

    /// <summary>A page of messages, newest first, by keyset.</summary>
    Task<MessagePage> ListAsync(MessageFilter filter, CancellationToken cancellationToken);

    /// <summary>Deletes what has outlived its clock (DESIGN section 5): sealed payloads, links, traces. Returns rows deleted.</summary>
    Task<int> SweepAsync(DateTimeOffset now, DateTimeOffset tracesBefore, CancellationToken cancellationToken);
}
