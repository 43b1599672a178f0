using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CrossStudyBroker.Broker.Links;

/// <summary>
/// Turns student identifiers into keyed hashes (HMAC-SHA256), the only form in which the broker remembers them.
/// Without the key, which is kept outside the database, nobody can test a guessed identifier against the store.
/// </summary>
/// <param name="key">Secret key, at least 32 bytes; the same on every replica.</param>
public sealed class StudentHasher(byte[] key)
{
    private static readonly string[] IdentityHolders = ["student", "previousIdentity"];

    private static readonly string[] IdentifierFields = ["learnerNumber", "personalIdentityCode", "europeanStudentIdentifier"];

    /// <summary>Hashes of every identifier in a payload's <c>student</c> and <c>previousIdentity</c>; empty where there is none.</summary>
    public IReadOnlyList<byte[]> HashesOf(JsonElement data) => [.. TextsOf(data).Select(HashOf)];

    /// <summary>What those hashes are made of: two payloads that share one are about the same student. Personal data; only for memory.</summary>
    public static IEnumerable<string> TextsOf(JsonElement data)
    {
        foreach (var holder in IdentityHolders)
        {
            if (!data.TryGetProperty(holder, out var identity) || identity.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            foreach (var field in IdentifierFields)
            {
                if (identity.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String)
                {
                    yield return TextOf(field, value.GetString()!); // a JSON string is never null
                }
            }
        }
    }

    /// <summary>The hash of one identifier.</summary>
    /// <param name="kind">Field name: learnerNumber, personalIdentityCode or europeanStudentIdentifier.</param>
    /// <param name="identifier">The identifier; letter case and surrounding space do not matter.</param>
    public byte[] Hash(string kind, string identifier) => HashOf(TextOf(kind, identifier));

    /// <summary>The hash of any other text, letter by letter.</summary>
    public byte[] HashExactly(string kind, string text) => HashOf($"{kind}\n{text}");

    private static string TextOf(string kind, string identifier) => $"{kind}\n{identifier.Trim().ToUpperInvariant()}";

    private byte[] HashOf(string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
