using System.Security.Cryptography;

namespace CrossStudyBroker.Broker.Vault;

/// <summary>AES-256-GCM bound to a delivery, so that what was sealed for one cannot be moved to another.</summary>
internal static class DeliveryCipher
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>Nonce, ciphertext, tag.</summary>
    public static byte[] Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, Guid deliveryId)
    {
        var result = new byte[NonceSize + plain.Length + TagSize];
        var nonce = result.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, result.AsSpan(NonceSize, plain.Length), result.AsSpan(NonceSize + plain.Length), deliveryId.ToByteArray());
        return result;
    }

    /// <summary>What <see cref="Encrypt"/> was given.</summary>
    /// <exception cref="CryptographicException">Another key or delivery, or changed bytes.</exception>
    public static byte[] Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedBytes, Guid deliveryId)
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
