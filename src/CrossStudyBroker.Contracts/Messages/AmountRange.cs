namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Study module: how many parts must be taken.</summary>
public sealed record AmountRange
{
    /// <summary>Least.</summary>
    public required int Min { get; init; }

    /// <summary>Most.</summary>
    public required int Max { get; init; }
}
