namespace CrossStudyBroker.Broker.Tracking;

/// <summary>One delivery as shown.</summary>
public sealed record DeliveryView
{
    public required Guid DeliveryId { get; init; }
    public required string Recipient { get; init; }
    public required DeliveryState State { get; init; }
    public string? Code { get; init; }
    public required int Attempts { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Who reported the state: "adapter", "receipt", "reply", "broker", "sender", "recipient", "operator"; null for one that is only recorded.</summary>
    public string? By { get; init; }

    /// <summary>When it is tried again, if it is to be; UTC.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When the payload kept for it is erased at the latest; null where none is kept.</summary>
    public DateTimeOffset? PayloadExpiresAt { get; init; }
}
