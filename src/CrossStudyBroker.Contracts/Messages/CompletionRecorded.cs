namespace CrossStudyBroker.Contracts.Messages;

/// <summary>
/// Target to home: completions that the target has recorded, corrected or removed (R14, R21), with what both national records need
/// (R26). The recognition date is the home's to add.
/// </summary>
public sealed record CompletionRecorded
{
    /// <summary>The student.</summary>
    public required Student Student { get; init; }

    /// <summary>cross-study: a completion of cross-study (default); other: a completion outside it.</summary>
    public CompletionRouting? Routing { get; init; }

    /// <summary>The home study right that the completion belongs to.</summary>
    public StudyRightReference? HomeStudyRight { get; init; }

    /// <summary>The target study right under which it was completed.</summary>
    public StudyRightReference? TargetStudyRight { get; init; }

    /// <summary>The completions.</summary>
    public required IReadOnlyList<Completion> Completions { get; init; }
}
