namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Target to home: the answer to study-right.changed.</summary>
public sealed record StudyRightAnswered
{
    /// <summary>What the target did.</summary>
    public required ChangeOutcome Outcome { get; init; }

    /// <summary>
    /// Why it was refused, as a code: for instance student-unknown, student-ambiguous, study-right-unknown or content-refused.
    /// </summary>
    public string? Code { get; init; }

    /// <summary>Why, in words for a person.</summary>
    public Localised? Reason { get; init; }

    /// <summary>The target study right after the change, if it changed too (R4).</summary>
    public StudyRight? TargetStudyRight { get; init; }
}
