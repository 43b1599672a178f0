using CrossStudyBroker.Broker.Resolution;

namespace CrossStudyBroker.Broker.Audit;

/// <summary>Something that a person or a program did: who, when, what, to what, why, and with what outcome. No personal data of students.</summary>
public sealed record AuditEntry
{
    /// <summary>Number of the entry; later ones are higher. Zero until it is stored.</summary>
    public long Id { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who.</summary>
    public required Actor By { get; init; }

    /// <summary>What; one of <see cref="AuditActions"/>.</summary>
    public required string Action { get; init; }

    /// <summary>The part that the actor has in the delivery.</summary>
    public Party? As { get; init; }

    /// <summary>To which delivery, if to one.</summary>
    public Guid? DeliveryId { get; init; }

    /// <summary>The delivery's message.</summary>
    public Guid? TrackingId { get; init; }

    /// <summary>The message's case, if any.</summary>
    public string? CaseId { get; init; }

    /// <summary>The message's type.</summary>
    public string? Type { get; init; }

    /// <summary>Who sent the message; it sees this entry.</summary>
    public string? Sender { get; init; }

    /// <summary>Whom the delivery is to, or whose connection was tested; it sees this entry.</summary>
    public string? Recipient { get; init; }

    /// <summary>
    /// Counts what people did to one delivery; null for what was refused. It is given once, so that of two people who act at the same
    /// moment the second one learns of the first.
    /// </summary>
    public int? Step { get; init; }

    /// <summary>The code given with it, or the delivery's own at that moment.</summary>
    public string? Code { get; init; }

    /// <summary>Why, in the actor's words, checked for identity codes.</summary>
    public string? Note { get; init; }

    /// <summary>Whose turn it is from then on, where that changed.</summary>
    public Party? To { get; init; }

    /// <summary>The bulk job that did it in the actor's name, if any.</summary>
    public Guid? JobId { get; init; }

    /// <summary>The outcome.</summary>
    public AuditOutcome Outcome { get; init; } = AuditOutcome.Done;

    /// <summary>Problem code of a refusal.</summary>
    public string? Refusal { get; init; }
}
