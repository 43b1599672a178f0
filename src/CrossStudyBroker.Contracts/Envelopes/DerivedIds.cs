using System.Security.Cryptography;
using System.Text;

namespace CrossStudyBroker.Contracts.Envelopes;

/// <summary>
/// Tracking and delivery ids are derived from what a message carries, so a repeat has the same ids on every replica and after every crash:
/// the first 16 bytes of SHA-256 over the parts joined by line feeds, as a UUID of version 8 (RFC 9562).
/// </summary>
public static class DerivedIds
{
    /// <summary>The tracking id of a message.</summary>
    /// <param name="sender">Institution code of the sender, or "broker".</param>
    /// <param name="messageId">The sender's id.</param>
    public static Guid Tracking(string sender, string messageId) => Derive($"{Source(sender)}\n{messageId}");

    /// <summary>The delivery id of a message to one recipient.</summary>
    /// <param name="sender">Institution code of the sender, or "broker".</param>
    /// <param name="messageId">The sender's id.</param>
    /// <param name="recipient">Institution code of the recipient.</param>
    public static Guid Delivery(string sender, string messageId, string recipient) => Derive($"{Source(sender)}\n{messageId}\n{recipient}");

    /// <summary>The <c>source</c> attribute of a sender.</summary>
    public static string Source(string sender) => sender == "broker" ? "/broker" : "/institutions/" + sender;

    private static Guid Derive(string text)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
