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
        var wrapping = keys.Wrapping;
        var result = new SealedPayload(
            Encrypt(dataKey, payload, deliveryId),
            Encrypt(wrapping.Key, dataKey, deliveryId),
            wrapping.Id,
            time.GetUtcNow() + options.Value.Lifetime);
        CryptographicOperations.ZeroMemory(dataKey);
        return result;
    }

    /// <summary>Decrypts what <see cref="Seal"/> made.</summary>
    /// <exception cref="CryptographicException">The key is gone or the row was tampered with.</exception>
    public byte[] Open(Guid deliveryId, SealedPayload payload)
    {
        var wrapping = keys.Wrapping;
        if (payload.KeyId != wrapping.Id)
        {
            throw new CryptographicException($"The key {payload.KeyId} that sealed this payload is not on the key ring.");
        }

        var dataKey = Decrypt(wrapping.Key, payload.WrappedKey, deliveryId);
        var plain = Decrypt(dataKey, payload.Ciphertext, deliveryId);
        CryptographicOperations.ZeroMemory(dataKey);
        return plain;
    }

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
