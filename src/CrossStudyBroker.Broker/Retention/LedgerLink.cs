namespace CrossStudyBroker.Broker.Retention;

/// <summary>A place in the chain.</summary>
/// <param name="Position">From 1 on; 0 is the beginning, before the first entry.</param>
/// <param name="Hash">The hash there.</param>
public sealed record LedgerLink(long Position, byte[] Hash)
{
    /// <summary>Before the first entry.</summary>
    public static LedgerLink Beginning { get; } = new(0, new byte[32]);

    /// <inheritdoc/>
    public override string ToString() => $"{Position}:{Convert.ToHexStringLower(Hash)}";
}
