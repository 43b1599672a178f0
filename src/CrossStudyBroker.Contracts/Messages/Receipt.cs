namespace CrossStudyBroker.Contracts.Messages;

/// <summary>
/// From a recipient to the broker: what became of one delivery. For those who read their queue themselves; the broker writes it for
/// hosted adapters.
/// </summary>
public sealed record Receipt
{
    /// <summary>Id of the message received.</summary>
    public required string MessageId { get; init; }

    /// <summary>The delivery: derived from sender, message id and recipient (README).</summary>
    public required string DeliveryId { get; init; }

    /// <summary>Who sent the message received.</summary>
    public required string Sender { get; init; }

    /// <summary>Type of the message received.</summary>
    public string? MessageType { get; init; }

    /// <summary>
    /// delivered: safely in the SIS; processed: acted upon; refused: will never be; failed: could not be now or ever, see category.
    /// </summary>
    public required ReceiptOutcome Outcome { get; init; }

    /// <summary>Of a failure: temporary is tried again, permanent is not.</summary>
    public FailureCategory? Category { get; init; }

    /// <summary>Why it was refused or failed.</summary>
    public string? Code { get; init; }

    /// <summary>Of a temporary failure: seconds to wait before the next attempt.</summary>
    public int? RetryAfter { get; init; }
}
