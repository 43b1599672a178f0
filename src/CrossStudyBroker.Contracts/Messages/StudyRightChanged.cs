namespace CrossStudyBroker.Contracts.Messages;

/// <summary>
/// Home to every target with a live link to the student: the home study right as it is now, with period, state, attendance per term and
/// eligibility (R4, R12, R17). It carries the whole study right; what is left out no longer holds.
/// </summary>
public sealed record StudyRightChanged
{
    /// <summary>The student.</summary>
    public required Student Student { get; init; }

    /// <summary>The home study right as it is now.</summary>
    public required StudyRight HomeStudyRight { get; init; }

    /// <summary>What changed.</summary>
    public StudyRightChangeReason? Reason { get; init; }

    /// <summary>The day from which the change holds.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>What the target should know about the student.</summary>
    public IReadOnlyList<StudentWarning>? Warnings { get; init; }

    /// <summary>Only the name of the type: personal data must not reach a log by accident.</summary>
    public override string ToString() => nameof(StudyRightChanged);
}
