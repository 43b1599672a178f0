namespace CrossStudyBroker.Contracts.Messages;

/// <summary>The network.</summary>
public sealed record Network
{
    /// <summary>Network id.</summary>
    public required string Id { get; init; }

    /// <summary>A short text in Finnish, Swedish or English; at least one of them.</summary>
    public required Localised Name { get; init; }

    /// <summary>Short name.</summary>
    public string? Abbreviation { get; init; }

    /// <summary>curriculum-level: the offering is part of the members' curricula; freedom-of-choice: students choose freely.</summary>
    public required NetworkType Type { get; init; }

    /// <summary>A longer text in Finnish, Swedish or English; at least one of them.</summary>
    public Localised? Description { get; init; }

    /// <summary>A longer text in Finnish, Swedish or English; at least one of them.</summary>
    public Localised? FurtherInformation { get; init; }

    /// <summary>For whom it is meant.</summary>
    public IReadOnlyList<AgreedCode>? TargetGroups { get; init; }

    /// <summary>What limits it.</summary>
    public IReadOnlyList<AgreedCode>? Restrictions { get; init; }

    /// <summary>What members pay; left out: nothing.</summary>
    public NetworkPrice? Price { get; init; }

    /// <summary>First day of the network.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day of the network; left out while open-ended.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Its offering is shown to students.</summary>
    public required bool Published { get; init; }
}
