using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.ReferenceSis.Home;

/// <summary>One enrolment of an own student at a target, as the home sees it.</summary>
public sealed record HomeCase
{
    /// <summary>The case id, given by this institution.</summary>
    public required string CaseId { get; init; }

    /// <summary>The student.</summary>
    public required string StudentId { get; init; }

    /// <summary>Institution code of the target.</summary>
    public required string Target { get; init; }

    /// <summary>The network.</summary>
    public required string Network { get; init; }

    /// <summary>Id of the enrolment message.</summary>
    public required string RequestId { get; init; }

    /// <summary>Where the case stands.</summary>
    public required HomeCaseState State { get; init; }

    /// <summary>The places asked for.</summary>
    public required IReadOnlyList<Selection> Selections { get; init; }

    /// <summary>The newest decision, if any.</summary>
    public EnrolmentDecided? Decision { get; init; }

    /// <summary>True if a selection is accepted by the newest decision.</summary>
    public bool IsAccepted => Decision?.Selections.Any(s => s.State == SelectionState.Accepted) == true;
}
