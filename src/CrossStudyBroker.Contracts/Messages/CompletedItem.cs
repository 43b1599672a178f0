namespace CrossStudyBroker.Contracts.Messages;

/// <summary>What was completed.</summary>
public sealed record CompletedItem
{
    /// <summary>What it is.</summary>
    public required CompletedItemKind Kind { get; init; }

    /// <summary>Technical id at the target, of the very version completed.</summary>
    public required string Id { get; init; }

    /// <summary>Code as people know it.</summary>
    public string? Code { get; init; }
}
