namespace CrossStudyBroker.Broker.Retention;

/// <summary>An entry of the ledger as it is stored.</summary>
/// <param name="Row">Number of its row; rises with the order of writing on one replica.</param>
/// <param name="Erasure">What it tells.</param>
/// <param name="Position">Its place in the chain, from 1 on; null for a moment after it was written.</param>
/// <param name="Hash">Its hash in the chain; null likewise.</param>
public sealed record LedgerEntry(long Row, Erasure Erasure, long? Position, byte[]? Hash);
