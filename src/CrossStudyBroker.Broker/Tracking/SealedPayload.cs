namespace CrossStudyBroker.Broker.Tracking;

/// <summary>An encrypted payload as the store keeps it (DESIGN section 5, vault).</summary>
/// <param name="Ciphertext">AES-GCM: nonce, ciphertext, tag.</param>
/// <param name="WrappedKey">The data key of this delivery, wrapped by the key-ring key.</param>
/// <param name="KeyId">Which key-ring key wrapped it.</param>
/// <param name="ExpiresAt">When it is erased at the latest, UTC.</param>
public sealed record SealedPayload(byte[] Ciphertext, byte[] WrappedKey, string KeyId, DateTimeOffset ExpiresAt);
