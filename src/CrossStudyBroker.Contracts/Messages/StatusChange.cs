namespace CrossStudyBroker.Contracts.Messages;

/// <summary>One change: of the message, or with recipient and deliveryId of one delivery.</summary>
public sealed record StatusChange
{
    /// <summary>The message's id as its sender gave it.</summary>
    public string? Id { get; init; }

    /// <summary>The broker's id of the message.</summary>
    public required string TrackingId { get; init; }

    /// <summary>Type of the message, as far as it could be read.</summary>
    public string? Type { get; init; }

    /// <summary>The case.</summary>
    public string? CaseId { get; init; }

    /// <summary>Sender of the message, where the change tells of a message that was sent to you; left out where the message is your own.</summary>
    public string? Sender { get; init; }

    /// <summary>Recipient of the delivery.</summary>
    public string? Recipient { get; init; }

    /// <summary>The delivery.</summary>
    public string? DeliveryId { get; init; }

    /// <summary>
    /// accepted and refused tell of the message; refused with a deliveryId and all others of a delivery (and of the message when it has
    /// no delivery).
    /// </summary>
    public required MessageState State { get; init; }

    /// <summary>When it changed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the content that is kept for the delivery is erased, or was, where the change is about that.</summary>
    public DateTimeOffset? PayloadErasedAt { get; init; }

    /// <summary>Why.</summary>
    public IReadOnlyList<Fault>? Codes { get; init; }

    /// <summary>What the person who returned the message says about it.</summary>
    public string? Note { get; init; }

    /// <summary>Dry run: who would receive it (R7).</summary>
    public IReadOnlyList<string>? Recipients { get; init; }

    /// <summary>SHA-256 of the bytes received (hexadecimal), for a message whose id could not be read.</summary>
    public string? ContentSha256 { get; init; }
}
