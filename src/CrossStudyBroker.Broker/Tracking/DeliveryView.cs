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
}
