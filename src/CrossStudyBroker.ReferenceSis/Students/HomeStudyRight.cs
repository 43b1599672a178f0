using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.ReferenceSis.Students;

/// <summary>A home study right with the networks that the home lets it be used in (R1).</summary>
public sealed record HomeStudyRight
{
    /// <summary>The study right as it is now.</summary>
    public required StudyRight StudyRight { get; init; }

    /// <summary>Networks that it belongs to.</summary>
    public required IReadOnlyList<string> Networks { get; init; }
}
