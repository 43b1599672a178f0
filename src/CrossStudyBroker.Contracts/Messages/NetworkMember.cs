namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Membership of an institution in a network. Days are Finnish calendar days, both included.</summary>
public sealed record NetworkMember
{
    /// <summary>Institution code: the five-digit code of Statistics Finland.</summary>
    public required string Institution { get; init; }

    /// <summary>The institution coordinates the network.</summary>
    public required bool Coordinator { get; init; }

    /// <summary>First day of membership.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day of membership; left out while open-ended.</summary>
    public DateOnly? ValidUntil { get; init; }
}
