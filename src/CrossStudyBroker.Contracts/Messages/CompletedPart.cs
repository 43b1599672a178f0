namespace CrossStudyBroker.Contracts.Messages;

/// <summary>A part.</summary>
public sealed record CompletedPart
{
    /// <summary>What it is.</summary>
    public required CompletedPartKind Kind { get; init; }

    /// <summary>Technical id at the target, of the very version completed.</summary>
    public required string Id { get; init; }

    /// <summary>Code as people know it.</summary>
    public string? Code { get; init; }
}
