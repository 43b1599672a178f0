using System.Security.Cryptography;
using System.Text;

namespace CrossStudyBroker.Adapters;

/// <summary>
/// Ids of replies are derived from the delivery that they answer: an adapter that is killed between sending its reply and giving its
/// outcome gets the delivery again, sends the same id again, and the broker takes it for the repeat that it is.
/// </summary>
public static class ReplyId
{
    /// <summary>The id of a reply: SHA-256 over the delivery id and the reply's type as a UUID of version 8 (RFC 9562).</summary>
    /// <param name="deliveryId">The delivery answered.</param>
    /// <param name="type">The reply's message type.</param>
    /// <param name="turn">0 for the first reply of that type; counts on when the same delivery is answered again, as a decision that changes.</param>
    public static string For(Guid deliveryId, string type, int turn = 0)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{deliveryId}\n{type}\n{turn}"), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }
}
