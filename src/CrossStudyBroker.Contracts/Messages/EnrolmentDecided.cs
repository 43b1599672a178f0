namespace CrossStudyBroker.Contracts.Messages;

/// <summary>
/// Target to home: how it went, selection by selection. Sent again whenever a selection changes; the newest one holds.
/// </summary>
public sealed record EnrolmentDecided
{
    /// <summary>When the target decided.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>registered: at least one selection is accepted, pending or otherwise taken in; rejected: none is.</summary>
    public required EnrolmentOutcome Outcome { get; init; }

    /// <summary>Anything to add to the outcome.</summary>
    public string? OutcomeNote { get; init; }

    /// <summary>Why, in words for a person.</summary>
    public Localised? RejectionReason { get; init; }

    /// <summary>What the target adds about the student: targetStudentNumber and targetEppn, once a selection is accepted.</summary>
    public Student? Student { get; init; }

    /// <summary>The target study right, once a selection is accepted (R16, R18). Never ends after the home study right (R4).</summary>
    public StudyRight? TargetStudyRight { get; init; }

    /// <summary>The selections of the request with what became of them.</summary>
    public required IReadOnlyList<DecidedSelection> Selections { get; init; }

    /// <summary>Only the name of the type: personal data must not reach a log by accident.</summary>
    public override string ToString() => nameof(EnrolmentDecided);
}
