namespace CrossStudyBroker.Contracts.Messages;

/// <summary>A code of an agreed code set.</summary>
public sealed record AgreedCode
{
    /// <summary>Name of the code set.</summary>
    public required string CodeSet { get; init; }

    /// <summary>The code.</summary>
    public required string Code { get; init; }
}
