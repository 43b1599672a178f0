using System.Security.Cryptography;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Broker.Vault;

/// <summary>
/// Seals the payload of a delivery that has to wait: AES-256-GCM with a data key of its own, wrapped by a key that is kept outside the database.
/// Destroying the row, or the wrapping key, makes the payload unreadable.
/// </summary>
internal sealed class PayloadVault(SecretKeys keys, RetentionPeriods periods, TimeProvider time)
{
    /// <summary>Encrypts a payload; bound to its delivery, so that a sealed payload cannot be moved to another row.</summary>
    /// <param name="deliveryId">The delivery.</param>
    /// <param name="payload">Its message as it came.</param>
    /// <param name="network">The message's network, if it has one: says how long the payload is kept.</param>
    public SealedPayload Seal(Guid deliveryId, ReadOnlySpan<byte> payload, string? network)
    {
        Span<byte> dataKey = stackalloc byte[32];
        RandomNumberGenerator.Fill(dataKey);
        var (wrapping, now) = (keys.Sealing, time.GetUtcNow());
        var result = new SealedPayload(
            DeliveryCipher.Encrypt(dataKey, payload, deliveryId),
            DeliveryCipher.Encrypt(wrapping.Key, dataKey, deliveryId),
            wrapping.Id,
            now,
            now + periods.Payloads(network));
        CryptographicOperations.ZeroMemory(dataKey);
        return result;
    }

    /// <summary>Decrypts what <see cref="Seal"/> made.</summary>
    /// <exception cref="UnknownKeyException">The key that sealed it is not on the ring.</exception>
    /// <exception cref="CryptographicException">The row was tampered with.</exception>
    public byte[] Open(Guid deliveryId, SealedPayload payload)
    {
        var wrapping = keys.Find(payload.KeyId) ?? throw new UnknownKeyException(payload.KeyId);
        var dataKey = DeliveryCipher.Decrypt(wrapping.Key, payload.WrappedKey, deliveryId);
        var plain = DeliveryCipher.Decrypt(dataKey, payload.Ciphertext, deliveryId);
        CryptographicOperations.ZeroMemory(dataKey);
        return plain;
    }
}
