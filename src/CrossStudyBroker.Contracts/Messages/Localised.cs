namespace CrossStudyBroker.Contracts.Messages;

/// <summary>A text in Finnish, Swedish or English; at least one of them.</summary>
public sealed record Localised
{
    /// <summary></summary>
    public string? Fi { get; init; }

    /// <summary></summary>
    public string? Sv { get; init; }

    /// <summary></summary>
    public string? En { get; init; }
}
