namespace CrossStudyBroker.Contracts.Messages;

/// <summary>What quality assurance stands behind it.</summary>
public sealed record QualityAssurance
{
    /// <summary>A longer text in Finnish, Swedish or English; at least one of them.</summary>
    public required Localised Description { get; init; }

    /// <summary>Where it is described.</summary>
    public string? Url { get; init; }
}
