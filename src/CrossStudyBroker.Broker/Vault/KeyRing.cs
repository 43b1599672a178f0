using System.Security.Cryptography;

namespace CrossStudyBroker.Broker.Vault;

/// <summary>
/// The broker's secrets, kept outside the database: one key that hashes student identifiers, and keys that wrap the data keys of payloads. Of
/// these the newest seals, the others only open what they sealed.
/// </summary>
public sealed class KeyRing
{
    private const int KeySize = 32;

    private KeyRing(byte[] hashing, IReadOnlyList<WrappingKey> wrapping) => (Hashing, Wrapping) = (hashing, wrapping);

    /// <summary>Key of the student identifier hashes. It stays the same: with another one no link would be found.</summary>
    public byte[] Hashing { get; }

    /// <summary>Keys that wrap data keys, at least one, the newest last.</summary>
    public IReadOnlyList<WrappingKey> Wrapping { get; }

    /// <summary>The key that seals.</summary>
    public WrappingKey Sealing => Wrapping[^1];

    /// <summary>The wrapping key of that id; null if it is not on the ring.</summary>
    public WrappingKey? Find(string id) => Wrapping.FirstOrDefault(key => key.Id == id);

    /// <summary>Reads a ring as it is written: keys of 32 bytes in base64, the hashing key first, one per line; lines that begin with # do not count.</summary>
    /// <param name="text">The ring.</param>
    /// <param name="place">Where it stands, for what is said of a fault.</param>
    /// <exception cref="InvalidOperationException">It is malformed; the text says what is expected and never what was found.</exception>
    public static KeyRing Parse(string text, string place)
    {
        var keys = text.Split('\n')
            .Where(line => !line.StartsWith('#'))
            .SelectMany(line => line.Split([' ', '\t', '\r', ',', ';'], StringSplitOptions.RemoveEmptyEntries))
            .Select(Decode)
            .ToList();
        if (keys.Count < 2 || keys.Exists(key => key is not { Length: KeySize }))
        {
            throw new InvalidOperationException($"{place} must hold keys of 32 bytes in base64, one per line: first the one that hashes student identifiers, then at least one that seals waiting payloads, the newest last (openssl rand -base64 32).");
        }

        return keys.DistinctBy(key => Convert.ToHexString(key!)).Count() == keys.Count // none is null, see above
            ? new KeyRing(keys[0]!, [.. keys.Skip(1).Select(key => new WrappingKey(key!))])
            : throw new InvalidOperationException($"{place} holds a key twice; every key has one purpose and one place.");
    }

    /// <summary>A key for a ring, as it is written.</summary>
    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeySize));

    private static byte[]? Decode(string word)
    {
        var bytes = new byte[word.Length];
        return Convert.TryFromBase64String(word, bytes, out var written) ? bytes[..written] : null;
    }
}
