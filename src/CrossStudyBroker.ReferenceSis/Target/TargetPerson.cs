using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.ReferenceSis.Target;

/// <summary>A person that this institution knows as a target.</summary>
public sealed record TargetPerson
{
    /// <summary>The SIS's own id of the person; no identity code.</summary>
    public required string Id { get; init; }

    /// <summary>What is known of the person; a student number of this institution only once accepted (R18).</summary>
    public required Student Student { get; init; }
}
