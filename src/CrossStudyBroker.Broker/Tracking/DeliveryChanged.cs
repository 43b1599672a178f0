namespace CrossStudyBroker.Broker.Tracking;

/// <summary>A change that took effect, or what is told of a delivery as it stands, with what <c>message.status</c> tells the sender (R24).</summary>
public sealed record DeliveryChanged
{
    public required Guid TrackingId { get; init; }
    public required Guid DeliveryId { get; init; }
    public required string Sender { get; init; }
    public required string MessageId { get; init; }
    public required string Type { get; init; }
    public string? CaseId { get; init; }
    public required string Recipient { get; init; }
    public required DeliveryState State { get; init; }
    public required DateTimeOffset At { get; init; }
    public string? Code { get; init; }

    /// <summary>When the content kept for it is erased, where that is what is told.</summary>
    public DateTimeOffset? PayloadErasedAt { get; init; }

    /// <summary>What a person says of it, if anything.</summary>
    public string? Note { get; init; }
}
