using System.Security.Cryptography;

namespace CrossStudyBroker.Broker.Vault;

/// <summary>A key that wraps the data keys of payloads.</summary>
/// <param name="key">The secret, 32 bytes.</param>
public sealed class WrappingKey(byte[] key)
{
    /// <summary>Its public name, which does not give it away; stored beside what it wrapped.</summary>
    public string Id { get; } = Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 4));

    /// <summary>The secret.</summary>
    public byte[] Key => key;
}
