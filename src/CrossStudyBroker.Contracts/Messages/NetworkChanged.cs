namespace CrossStudyBroker.Contracts.Messages;

/// <summary>From the broker to the members of a network: the network as it is now.</summary>
public sealed record NetworkChanged
{
    /// <summary>What happened.</summary>
    public required NetworkChange Change { get; init; }

    /// <summary>The network.</summary>
    public required Network Network { get; init; }

    /// <summary>Its members, past and coming ones included.</summary>
    public required IReadOnlyList<NetworkMember> Members { get; init; }
}
