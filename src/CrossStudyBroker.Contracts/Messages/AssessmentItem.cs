namespace CrossStudyBroker.Contracts.Messages;

/// <summary>An assessment item.</summary>
public sealed record AssessmentItem
{
    /// <summary>Technical id in the register of the institution that owns the thing named.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public AssessmentItemKind? Kind { get; init; }

    /// <summary>A short text in Finnish, Swedish or English; at least one of them.</summary>
    public Localised? Name { get; init; }

    /// <summary>ECTS credits; the same number twice when there is only one.</summary>
    public CreditRange? Credits { get; init; }
}
