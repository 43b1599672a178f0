namespace CrossStudyBroker.Broker.Tracking;

/// <summary>Which messages to list. All conditions hold together; null leaves one out.</summary>
public sealed record MessageFilter
{
    /// <summary>Messages on a page where nothing else is asked for.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Only what this institution sent or was sent; deliveries to others are left out where it is not the sender.</summary>
    public string? VisibleTo { get; init; }

    /// <summary>Sent by, or with a delivery to, this institution (a condition, not a right). Together with <see cref="State"/> or <see cref="Cause"/>: of the same delivery.</summary>
    public string? Institution { get; init; }

    /// <summary>Message kind, such as "enrolment".</summary>
    public string? Kind { get; init; }

    /// <summary>Any delivery in this state. <see cref="DeliveryState.Refused"/> also finds what the broker refused: a message is refused either way.</summary>
    public DeliveryState? State { get; init; }

    /// <summary>Members of this cause group.</summary>
    public string? Cause { get; init; }

    /// <summary>The broker's answer.</summary>
    public MessageOutcome? Outcome { get; init; }

    /// <summary>Received at or after, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Received before, UTC.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Case id.</summary>
    public string? CaseId { get; init; }

    /// <summary>The sender's own message id.</summary>
    public string? MessageId { get; init; }

    /// <summary>About a student with one of these hashed identifiers; empty leaves the condition out.</summary>
    public IReadOnlyList<byte[]> Students { get; init; } = [];

    /// <summary>Opaque cursor of the page before; null: the first page.</summary>
    public string? Cursor { get; init; }

    /// <summary>Rows per page, 1–200.</summary>
    public int Limit { get; init; } = DefaultLimit;
}
