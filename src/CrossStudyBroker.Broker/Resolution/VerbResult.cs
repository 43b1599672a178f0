namespace CrossStudyBroker.Broker.Resolution;

/// <summary>What became of a <see cref="VerbRequest"/>.</summary>
public sealed record VerbResult
{
    /// <summary>The transfer as it is now.</summary>
    public required TransferView View { get; init; }

    /// <summary>Why it was not done; null if it was.</summary>
    public Refusal? Refused { get; init; }

    /// <summary>True if the caller had done the same before, and nothing was done now.</summary>
    public bool IsRepeated { get; init; }
}
