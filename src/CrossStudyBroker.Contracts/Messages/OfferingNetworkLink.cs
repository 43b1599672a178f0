namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Targets the item to a network: to all of it (R8).</summary>
public sealed record OfferingNetworkLink
{
    /// <summary>Network id.</summary>
    public required string Id { get; init; }

    /// <summary>First day on which the item is on offer to the network.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day on which the item is on offer to the network.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Whether members' students can enrol (R2). Left out: yes.</summary>
    public bool? Enrollable { get; init; }
}
