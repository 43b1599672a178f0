namespace CrossStudyBroker.Contracts.Messages;

/// <summary>
/// Home to every target with a live link to the student: personal and contact data as they are now (R3). It carries all that the home
/// has; the target replaces what it had.
/// </summary>
public sealed record PersonalDataChanged
{
    /// <summary>The student with all current personal and contact data.</summary>
    public required Student Student { get; init; }

    /// <summary>The student's earlier identity codes, where one of them changed.</summary>
    public PreviousIdentity? PreviousIdentity { get; init; }

    /// <summary>true: fields left out of student are unchanged, not emptied. For senders that know only what changed.</summary>
    public bool? Partial { get; init; }

    /// <summary>What the target should know about the student.</summary>
    public IReadOnlyList<StudentWarning>? Warnings { get; init; }

    /// <summary>Only the name of the type: personal data must not reach a log by accident.</summary>
    public override string ToString() => nameof(PersonalDataChanged);
}
