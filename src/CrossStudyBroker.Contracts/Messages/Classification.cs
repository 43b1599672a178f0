namespace CrossStudyBroker.Contracts.Messages;

/// <summary>A classification code of a code set that institutions agree on between themselves.</summary>
public sealed record Classification
{
    /// <summary>Name of the code set.</summary>
    public required string Key { get; init; }

    /// <summary>The code.</summary>
    public required string Value { get; init; }

    /// <summary>First day on which the code is valid.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day on which the code is valid.</summary>
    public DateOnly? ValidUntil { get; init; }
}
