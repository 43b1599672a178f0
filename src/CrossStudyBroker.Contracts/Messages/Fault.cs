namespace CrossStudyBroker.Contracts.Messages;

/// <summary>A problem and where it is.</summary>
public sealed record Fault
{
    /// <summary>Problem code, see problems.json.</summary>
    public required string Code { get; init; }

    /// <summary>JSON Pointer to the fault in the message ("" is the whole message).</summary>
    public string? Pointer { get; init; }

    /// <summary>What was expected, and the nearest valid choice. Never a value from the message.</summary>
    public string? Detail { get; init; }
}
