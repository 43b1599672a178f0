namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Something the recipient should know about the student.</summary>
public sealed record StudentWarning
{
    /// <summary>not-eligible: the student may not take cross-studies; other: see the description.</summary>
    public required WarningKind Kind { get; init; }

    /// <summary>A longer text in Finnish, Swedish or English; at least one of them.</summary>
    public Localised? Description { get; init; }

    /// <summary>First day of the warning.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day of the warning.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>The home study right concerned.</summary>
    public string? StudyRightId { get; init; }

    /// <summary>Only the name of the type: personal data must not reach a log by accident.</summary>
    public override string ToString() => nameof(StudentWarning);
}
