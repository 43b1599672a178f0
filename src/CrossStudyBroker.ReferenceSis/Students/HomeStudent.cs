using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.ReferenceSis.Students;

/// <summary>A student of this institution.</summary>
public sealed record HomeStudent
{
    /// <summary>The SIS's own id of the student; no identity code.</summary>
    public required string Id { get; init; }

    /// <summary>Personal and contact data.</summary>
    public required Student Student { get; init; }

    /// <summary>Study rights at this institution.</summary>
    public required IReadOnlyList<HomeStudyRight> StudyRights { get; init; }
}
