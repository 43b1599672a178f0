namespace CrossStudyBroker.Broker.Tracking;

/// <summary>One step in the life of a delivery.</summary>
public sealed record DeliveryEvent
{
    public required Guid DeliveryId { get; init; }
    public required DeliveryState State { get; init; }
    public required DateTimeOffset At { get; init; }
    public string? Code { get; init; }
    public required string By { get; init; }
}
