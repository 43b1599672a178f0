namespace CrossStudyBroker.Broker.Offerings;

/// <summary>What the broker remembers of one piece of offering: ids, networks and periods (R2, R9, R15), no persons.</summary>
public sealed record Offering
{
    /// <summary>Institution code of the target that published it.</summary>
    public required string Target { get; init; }

    /// <summary>The target's id for it.</summary>
    public required string OfferingId { get; init; }

    /// <summary>Networks it is targeted to (R8), each with its own period.</summary>
    public required IReadOnlyList<OfferingNetwork> Networks { get; init; }

    /// <summary>First moment of enrolment, UTC; null: no limit.</summary>
    public DateTimeOffset? EnrolmentStart { get; init; }

    /// <summary>Last moment of enrolment, UTC; null: no limit. The newest published one holds (R9).</summary>
    public DateTimeOffset? EnrolmentEnd { get; init; }

    /// <summary>When the sender made this version (envelope time); an older version never replaces a newer one.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>True once withdrawn.</summary>
    public bool Withdrawn { get; init; }
}
