namespace CrossStudyBroker.Contracts.Messages;

/// <summary>What became of one selection.</summary>
public sealed record DecidedSelection
{
    /// <summary>Id of the course unit or realisation at the target.</summary>
    public required string Id { get; init; }

    /// <summary>What was asked for.</summary>
    public required SelectionKind Kind { get; init; }

    /// <summary>not-enrolled: never reached the register; aborted: ended by the one named in abortedBy.</summary>
    public required SelectionState State { get; init; }

    /// <summary>Who ended it.</summary>
    public AbortedBy? AbortedBy { get; init; }

    /// <summary>Anything to add to the state.</summary>
    public string? Note { get; init; }

    /// <summary>Why, in words for a person.</summary>
    public Localised? RejectionReason { get; init; }

    /// <summary>Sub-groups given.</summary>
    public IReadOnlyList<string>? SubGroups { get; init; }

    /// <summary>
    /// The student's place in the order of enrolments at the moment of enrolling, and the seats (R10: information only).
    /// </summary>
    public EnrolmentRank? Rank { get; init; }

    /// <summary>Only the name of the type: personal data must not reach a log by accident.</summary>
    public override string ToString() => nameof(DecidedSelection);
}
