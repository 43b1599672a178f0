namespace CrossStudyBroker.Broker.Retention;

/// <summary>What became of the payload of one delivery, as far as the broker ever kept it.</summary>
public sealed record ErasureProof
{
    /// <summary>The delivery.</summary>
    public required Guid DeliveryId { get; init; }

    /// <summary>When it is erased at the latest; null if it is not kept.</summary>
    public DateTimeOffset? KeptUntil { get; init; }

    /// <summary>The ledger's entries about it, oldest first; usually one. None where it was never kept, or still is.</summary>
    public IReadOnlyList<Entry> Entries { get; init; } = [];

    /// <summary>The end of the ledger's chain.</summary>
    public required LedgerLink Head { get; init; }

    /// <summary>An entry, and its place in the chain once it has one.</summary>
    /// <param name="Erasure">What it tells.</param>
    /// <param name="Before">The place before it in the chain.</param>
    /// <param name="Place">Its place.</param>
    /// <param name="Text">The text whose SHA-256 is the hash of its place.</param>
    public sealed record Entry(Erasure Erasure, LedgerLink? Before, LedgerLink? Place, string? Text);
}
