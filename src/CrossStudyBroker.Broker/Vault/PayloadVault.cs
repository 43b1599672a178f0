using System.Security.Cryptography;
using CrossStudyBroker.Broker.Tracking;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Vault;

/// <summary>
/// Seals the payload of a delivery that has to wait: AES-256-GCM with a data key of its own, wrapped by a key that is kept outside the database.
/// Destroying the row, or the wrapping key, makes the payload unreadable.
/// </summary>
internal sealed class PayloadVault(SecretKeys keys, IOptions<VaultOptions> options, TimeProvider time)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>Encrypts a payload; bound to its delivery, so that a sealed payload cannot be moved to another row.</summary>
    public SealedPayload Seal(Guid deliveryId, ReadOnlySpan<byte> payload)
    {
        Span<byte> dataKey = stackalloc byte[32];
        RandomNumberGenerator.Fill(dataKey);
        var wrapping = keys.Sealing;
        var result = new SealedPayload(
            Encrypt(dataKey, payload, deliveryId),
            Encrypt(wrapping.Key, dataKey, deliveryId),
            wrapping.Id,
            time.GetUtcNow() + options.Value.Lifetime);
        CryptographicOperations.ZeroMemory(dataKey);
        return result;
    }

    /// <summary>Decrypts what <see cref="Seal"/> made.</summary>
    /// <exception cref="UnknownKeyException">The key that sealed it is not on the ring.</exception>
    /// <exception cref="CryptographicException">The row was tampered with.</exception>
    public byte[] Open(Guid deliveryId, SealedPayload payload)
    {
        var dataKey = Unwrap(deliveryId, payload.WrappedKey, payload.KeyId);
        var plain = Decrypt(dataKey, payload.Ciphertext, deliveryId);
        CryptographicOperations.ZeroMemory(dataKey);
        return plain;
    }

    /// <summary>Wraps a data key anew with the key that seals now.</summary>
    /// <exception cref="UnknownKeyException">The key that wrapped it is not on the ring.</exception>
    /// <exception cref="CryptographicException">The row was tampered with.</exception>
    public (byte[] WrappedKey, string KeyId) Rewrap(Guid deliveryId, byte[] wrappedKey, string keyId)
    {
        var dataKey = Unwrap(deliveryId, wrappedKey, keyId);
        var sealing = keys.Sealing;
        var result = Encrypt(sealing.Key, dataKey, deliveryId);
        CryptographicOperations.ZeroMemory(dataKey);
        return (result, sealing.Id);
    }

    private byte[] Unwrap(Guid deliveryId, byte[] wrappedKey, string keyId) =>
        Decrypt((keys.Find(keyId) ?? throw new UnknownKeyException(keyId)).Key, wrappedKey, deliveryId);

    private static byte[] Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, Guid deliveryId)
    {
        var result = new byte[NonceSize + plain.Length + TagSize];
        var nonce = result.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, result.AsSpan(NonceSize, plain.Length), result.AsSpan(NonceSize + plain.Length), deliveryId.ToByteArray());
        return result;
    }

    private static byte[] Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedBytes, Guid deliveryId)
    {
        if (sealedBytes.Length < NonceSize + TagSize)
        {
            throw new CryptographicException("The sealed payload was cut short.");
        }

        var plain = new byte[sealedBytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(sealedBytes[..NonceSize], sealedBytes[NonceSize..^TagSize], sealedBytes[^TagSize..], plain, deliveryId.ToByteArray());
        return plain;
    }
}
