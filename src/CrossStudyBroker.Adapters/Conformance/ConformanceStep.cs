namespace CrossStudyBroker.Adapters.Conformance;

/// <summary>One thing that the suite looked at.</summary>
public sealed record ConformanceStep
{
    /// <summary>What was done.</summary>
    public required string Step { get; init; }

    /// <summary>What the contract expects.</summary>
    public required string Expected { get; init; }

    /// <summary>What the adapter did. Never personal data.</summary>
    public required string Actual { get; init; }

    /// <summary>True if that is what the contract expects.</summary>
    public required bool Ok { get; init; }
}
