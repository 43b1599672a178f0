using System.Runtime.InteropServices;
using System.Text;
using MassTransit;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>Bytes as a MassTransit body; not copied where they are a whole array.</summary>
internal sealed class RawBody(ReadOnlyMemory<byte> bytes) : MessageBody
{
    public long? Length => bytes.Length;

    public byte[] GetBytes() =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment is { Offset: 0, Array: { } array } && array.Length == segment.Count
            ? array
            : bytes.ToArray();

    public Stream GetStream() => new MemoryStream(GetBytes(), writable: false);

    public string GetString() => Encoding.UTF8.GetString(bytes.Span);
}
