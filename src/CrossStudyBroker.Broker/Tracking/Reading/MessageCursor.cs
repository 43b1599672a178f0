using System.Buffers.Binary;
using System.Buffers.Text;

namespace CrossStudyBroker.Broker.Tracking.Reading;

/// <summary>The place after which a page goes on: newest first, equal times by the store's own row number.</summary>
/// <param name="ReceivedAt">Time of the last message of the page before.</param>
/// <param name="Row">Its row number.</param>
internal readonly record struct MessageCursor(DateTimeOffset ReceivedAt, long Row)
{
    private const int Size = 16;

    /// <summary>Opaque text, safe in a URL.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, StoredTime.ToMicroseconds(ReceivedAt));
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], Row);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="InvalidFilterException">It is something else.</exception>
    public static MessageCursor Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[Size];
        if (!Base64Url.IsValid(text, out var length) || length != Size)
        {
            throw Unknown();
        }

        Base64Url.DecodeFromChars(text, bytes);
        var microseconds = BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (!StoredTime.IsTime(microseconds))
        {
            throw Unknown();
        }

        return new MessageCursor(StoredTime.FromMicroseconds(microseconds), BinaryPrimitives.ReadInt64BigEndian(bytes[8..]));
    }

    private static InvalidFilterException Unknown() =>
        new("cursor: not one that this list gave; use nextCursor of the page before, or leave it out for the first page.");
}
