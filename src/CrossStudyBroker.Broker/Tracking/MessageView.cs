using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Broker.Tracking;

/// <summary>A message as shown to people and programs.</summary>
public sealed record MessageView
{
    public required Guid TrackingId { get; init; }
    public required string Sender { get; init; }
    public required string MessageId { get; init; }
    public required string Type { get; init; }
    public string? Recipient { get; init; }
    public string? Network { get; init; }
    public string? CaseId { get; init; }
    public string? InReplyTo { get; init; }
    public string? TraceParent { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required int Size { get; init; }
    public required MessageOutcome Outcome { get; init; }
    public IReadOnlyList<Problem> Problems { get; init; } = [];
    public IReadOnlyList<DeliveryView> Deliveries { get; init; } = [];

    /// <summary>Everything that happened, oldest first; only filled when one message is asked for.</summary>
    public IReadOnlyList<DeliveryEvent> Events { get; init; } = [];
}
