namespace CrossStudyBroker.Broker.Links;

/// <summary>
/// "This home's student has a live cross-study at that target", one row per case and identifier hash.
/// Study-right and personal-data changes are routed by it (R3, R12, R17).
/// </summary>
public sealed record Link
{
    /// <summary>Institution code of the home.</summary>
    public required string Home { get; init; }

    /// <summary>Institution code of the target.</summary>
    public required string Target { get; init; }

    /// <summary>The case that made the link.</summary>
    public required string CaseId { get; init; }

    /// <summary>Keyed hash of one student identifier, 32 bytes.</summary>
    public required byte[] StudentHash { get; init; }

    /// <summary>Network of the enrolment.</summary>
    public required string Network { get; init; }

    /// <summary>True once the target accepted a selection (R15, R18).</summary>
    public required bool Accepted { get; init; }

    /// <summary>End of the home study right as last told (R4).</summary>
    public DateOnly? HomeStudyRightEnd { get; init; }

    /// <summary>From this day on the link does not count and is erased: end of the target study right + 60 days.</summary>
    public required DateOnly ExpiresOn { get; init; }

    /// <summary>Ids of the selections of the case, for the enrolment period of R15.</summary>
    public IReadOnlyList<string> Selections { get; init; } = [];

    /// <summary>True if the link is that of the student with this identifier.</summary>
    public bool IsOf(byte[] studentHash) => StudentHash.AsSpan().SequenceEqual(studentHash);
}
