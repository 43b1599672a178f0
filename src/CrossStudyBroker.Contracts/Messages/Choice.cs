namespace CrossStudyBroker.Contracts.Messages;

/// <summary>A choice, for instance a sub-group.</summary>
public sealed record Choice
{
    /// <summary>Technical id in the register of the institution that owns the thing named.</summary>
    public required string Id { get; init; }

    /// <summary>A short text in Finnish, Swedish or English; at least one of them.</summary>
    public required Localised Name { get; init; }

    /// <summary>Least seats.</summary>
    public int? MinSeats { get; init; }

    /// <summary>Most seats.</summary>
    public int? MaxSeats { get; init; }

    /// <summary>Seats kept for networks.</summary>
    public IReadOnlyList<SeatQuota>? Quotas { get; init; }
}
