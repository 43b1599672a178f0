using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.ReferenceSis.Target;

/// <summary>One row of the enrolment register: an enrolment of another institution's student.</summary>
public sealed record TargetCase
{
    /// <summary>Institution code of the home.</summary>
    public required string Home { get; init; }

    /// <summary>The case id, unique for that home.</summary>
    public required string CaseId { get; init; }

    /// <summary>The network.</summary>
    public string? Network { get; init; }

    /// <summary>Id of the enrolment message; decisions answer it.</summary>
    public required string RequestId { get; init; }

    /// <summary>The delivery it came by; ids of decisions are derived from it.</summary>
    public required Guid RequestDeliveryId { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The person; null when it was removed (R19) or never made.</summary>
    public string? PersonId { get; init; }

    /// <summary>What became of each place asked for.</summary>
    public required IReadOnlyList<DecidedSelection> Selections { get; init; }

    /// <summary>The home study right as last told (R4, R12).</summary>
    public required StudyRight HomeStudyRight { get; init; }

    /// <summary>The target study right: provisional until <see cref="IsOfficial"/> (R18); null when there is none.</summary>
    public StudyRight? StudyRight { get; init; }

    /// <summary>Where R16 would end the target study right if R4 did not cap it.</summary>
    public DateOnly NeededEnd { get; init; }

    /// <summary>A selection was accepted at some time: the study right is official and stays (R18, R20).</summary>
    public bool IsOfficial { get; init; }

    /// <summary>Decisions sent so far.</summary>
    public int Decisions { get; init; }

    /// <summary>True while a place is accepted or still to be decided.</summary>
    public bool IsAlive => Selections.Any(s => s.State is SelectionState.Accepted or SelectionState.Pending);
}
