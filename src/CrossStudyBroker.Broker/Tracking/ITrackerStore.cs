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

    /// <summary>
    /// How deliveries stand that came out of their recipient's queue; one that the store does not know is left out.
    /// </summary>
    Task<IReadOnlyList<Admission>> AdmitAsync(IReadOnlyCollection<Guid> deliveries, CancellationToken cancellationToken);

    /// <summary>
    /// Takes deliveries that are due, for publishing: those that wait and whose moment has come, and those taken before and not known to
    /// be published since. They become Queued; one that must wait behind another becomes Held, one whose payload is gone Parked. A
    /// delivery is taken by one caller at a time.
    /// </summary>
    /// <param name="now">Due until then.</param>
    /// <param name="again">When a delivery is due again that this caller takes and never publishes.</param>
    /// <param name="most">At most so many per recipient, so that no recipient's backlog is in the way of another's.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<DueDeliveries> TakeDueAsync(DateTimeOffset now, DateTimeOffset again, int most, CancellationToken cancellationToken);

    /// <summary>
    /// Makes deliveries due now: those given that are Parked or Retrying and have a payload, whose count of automatic attempts begins
    /// anew. Returns those that are.
    /// </summary>
    Task<IReadOnlyList<Guid>> MakeDueAsync(IReadOnlyCollection<Guid> deliveries, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Makes all deliveries due that were on their way in a transport that has forgotten them. Returns how many.</summary>
    Task<int> MakeQueuedDueAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>One message with deliveries and events, by tracking id; null if unknown or not visible to the institution.</summary>
    /// <param name="trackingId">Tracking id.</param>
    /// <param name="visibleTo">Institution code: sender sees all its deliveries, a recipient only its own; null: the operator.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<MessageView?> FindAsync(Guid trackingId, string? visibleTo, CancellationToken cancellationToken);

    /// <summary>A page of messages, newest first, by keyset.</summary>
    Task<MessagePage> ListAsync(MessageFilter filter, CancellationToken cancellationToken);
}
