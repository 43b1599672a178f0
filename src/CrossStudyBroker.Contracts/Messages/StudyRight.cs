namespace CrossStudyBroker.Contracts.Messages;

/// <summary>A study right at one institution: the whole of it as it is now.</summary>
public sealed record StudyRight
{
    /// <summary>Id of the study right at the institution that granted it.</summary>
    public required string Id { get; init; }

    /// <summary>The institution that granted the study right.</summary>
    public required string Institution { get; init; }

    /// <summary>State, VIRTA code: 1 active, 2 option, 3 ended, 4 passive, 5 resigned.</summary>
    public required int State { get; init; }

    /// <summary>Type: a VIRTA code, or a KOSKI code for schools.</summary>
    public string? Type { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly StartDate { get; init; }

    /// <summary>Last day (R4: caps every target study right).</summary>
    public required DateOnly EndDate { get; init; }

    /// <summary>
    /// false: the home institution does not let this study right be used for cross-study, and an enrolment with it is refused (R1).
    /// Left out: eligible.
    /// </summary>
    public bool? EligibleForNetworkStudies { get; init; }

    /// <summary>Attendance per term, mastered at home (R12).</summary>
    public IReadOnlyList<Attendance>? Attendance { get; init; }

    /// <summary>Keywords.</summary>
    public IReadOnlyList<Keyword>? Keywords { get; init; }

    /// <summary>Only the name of the type: personal data must not reach a log by accident.</summary>
    public override string ToString() => nameof(StudyRight);
}
