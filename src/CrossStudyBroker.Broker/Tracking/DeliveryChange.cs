namespace CrossStudyBroker.Broker.Tracking;

/// <summary>Something that happened to a delivery. Applied only if <see cref="DeliveryStates"/> allows it.</summary>
public sealed record DeliveryChange
{
    /// <summary>The delivery.</summary>
    public required Guid DeliveryId { get; init; }

    /// <summary>
    /// The new state. <see cref="DeliveryState.Queued"/> on a delivery that is Queued says only that it is published
    /// and confirmed: no event, no status, no state change.
    /// </summary>
    public required DeliveryState State { get; init; }

    /// <summary>
    /// True: says only that the delivery, then Queued, is published and confirmed. It is written late, often after the outcome, so it
    /// moves nothing, not even a delivery that could be Queued again.
    /// </summary>
    public bool OnlyPublished { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Problem code, if any.</summary>
    public string? Code { get; init; }

    /// <summary>Attempts made so far; null leaves the stored number.</summary>
    public int? Attempts { get; init; }

    /// <summary>Automatic attempts since the last person or the beginning; null leaves the stored number.</summary>
    public int? Tries { get; init; }

    /// <summary>When a <see cref="DeliveryState.Retrying"/> delivery is tried again, UTC.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Who says so: "adapter", "receipt", "reply", "broker", or a person of the "sender", the "recipient" or the "operator".</summary>
    public required string By { get; init; }

    /// <summary>What a person says of it to the sender, if anything; not stored here.</summary>
    public string? Note { get; init; }

    /// <summary>
    /// The payload, sealed, for a delivery that waits. It is kept while the delivery waits, whether this change moves it or not; one
    /// that is kept already stays as it is, and so does its clock. Delivered and final states erase it.
    /// </summary>
    public SealedPayload? Payload { get; init; }
}
