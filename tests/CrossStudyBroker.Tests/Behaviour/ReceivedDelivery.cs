namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>One call of an adapter.</summary>
internal sealed record ReceivedDelivery
{
    public required Guid DeliveryId { get; init; }
    public required string MessageId { get; init; }
    public required string Type { get; init; }
    public required string Sender { get; init; }
    public required string Recipient { get; init; }
    public string? Network { get; init; }
    public string? CaseId { get; init; }
    public string? InReplyTo { get; init; }

    /// <summary>The payload's record.</summary>
    public required object Data { get; init; }
}
