namespace CrossStudyBroker.Broker.Tracking;

/// <summary>An encrypted payload as the store keeps it (DESIGN section 5, vault).</summary>
/// <param name="Ciphertext">AES-GCM: nonce, ciphertext, tag.</param>
/// <param name="WrappedKey">The data key of this delivery, wrapped by a key-ring key.</param>
/// <param name="KeyId">Which key-ring key wrapped it.</param>
/// <param name="KeptAt">When it was sealed, UTC.</param>
/// <param name="ExpiresAt">
/// When it is erased at the latest, UTC. For a delivery that was kept before the store counts the same time from the first keeping.
/// </param>
public sealed record SealedPayload(byte[] Ciphertext, byte[] WrappedKey, string KeyId, DateTimeOffset KeptAt, DateTimeOffset ExpiresAt);
