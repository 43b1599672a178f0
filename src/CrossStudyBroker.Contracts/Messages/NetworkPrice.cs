namespace CrossStudyBroker.Contracts.Messages;

/// <summary>What members pay; left out: nothing.</summary>
public sealed record NetworkPrice
{
    /// <summary>What the price is counted by.</summary>
    public required PriceBasis Basis { get; init; }

    /// <summary>Euros.</summary>
    public required decimal Amount { get; init; }
}
