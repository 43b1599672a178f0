using System.Security.Cryptography;

namespace CrossStudyBroker.Broker.Vault;

/// <summary>The key that sealed a payload is not on the ring: it was destroyed, or has not come here yet.</summary>
public sealed class UnknownKeyException(string keyId) : CryptographicException($"The key {keyId} that sealed this payload is not on the key ring.");
