namespace CrossStudyBroker.Broker.Retention;

/// <summary>What <see cref="ErasureCheck"/> found.</summary>
public sealed record ErasureReport
{
    /// <summary>The end of the chain.</summary>
    public required LedgerLink Head { get; init; }

    /// <summary>Entries in the chain that were checked.</summary>
    public required long Checked { get; init; }

    /// <summary>Entries that have no place in the chain yet.</summary>
    public required long Open { get; init; }

    /// <summary>Payloads that are kept now.</summary>
    public required long Kept { get; init; }

    /// <summary>Everything that is not as it should be, in plain words; empty if all is well.</summary>
    public required IReadOnlyList<string> Faults { get; init; }
}
