namespace CrossStudyBroker.Adapters;

/// <summary>One message on its way to one recipient, as its adapter gets it.</summary>
/// <typeparam name="T">The payload's record.</typeparam>
public sealed record Delivery<T>
    where T : class
{
    /// <summary>Stays the same however often the message is delivered; what has been done under it is not done again.</summary>
    public required Guid DeliveryId { get; init; }

    /// <summary>The sender's id of the message; a reply names it in <c>inreplyto</c>.</summary>
    public required string MessageId { get; init; }

    /// <summary>Message type.</summary>
    public required string Type { get; init; }

    /// <summary>Institution code of the sender, or "broker".</summary>
    public required string Sender { get; init; }

    /// <summary>Institution code of the recipient: whose adapter this is.</summary>
    public required string Recipient { get; init; }

    /// <summary>The network through which the student studies.</summary>
    public string? Network { get; init; }

    /// <summary>The case: one enrolment with all that follows from it.</summary>
    public string? CaseId { get; init; }

    /// <summary>Id of the recipient's own message that this one answers.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>When the sender made the message, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The payload.</summary>
    public required T Data { get; init; }

    /// <summary>Type and delivery id only: the payload must not reach a log by accident.</summary>
    public override string ToString() => $"{Type} {DeliveryId}";
}
