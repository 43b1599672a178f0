using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>
/// How entries are chained: each hash is SHA-256 over a text that holds the entry and the hash before it, so that no entry can be changed, left out
/// or put in without changing all hashes after it. contracts/README.md describes the text, so that anybody can reckon it.
/// </summary>
public static class LedgerChain
{
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>The text of an entry that follows a place of the chain: one value per line, what there is not as an empty line.</summary>
    public static string TextOf(LedgerLink before, Erasure entry) => string.Join('\n',
    [
        (before.Position + 1).ToString(CultureInfo.InvariantCulture),
        Convert.ToHexStringLower(before.Hash),
        TextOf(entry.At),
        entry.What,
        entry.DeliveryId?.ToString() ?? "",
        entry.Reason,
        entry.Count.ToString(CultureInfo.InvariantCulture),
        entry.Since is { } since ? TextOf(since) : "",
        entry.Until is { } until ? TextOf(until) : "",
        entry.Digest is { } digest ? Convert.ToHexStringLower(digest) : "",
    ]) + '\n';

    /// <summary>The place of an entry that follows another.</summary>
    public static LedgerLink After(LedgerLink before, Erasure entry) => new(before.Position + 1, SHA256.HashData(Encoding.UTF8.GetBytes(TextOf(before, entry))));

    private static string TextOf(DateTimeOffset value) => value.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture);
}
