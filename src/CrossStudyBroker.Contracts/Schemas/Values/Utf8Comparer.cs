using System.Buffers.Binary;

namespace CrossStudyBroker.Contracts.Schemas.Values;

/// <summary>
/// Lets a table keyed by UTF-8 be asked with a piece of the document itself. The hash is quick and not a secret one:
/// only the schema's own names are ever stored.
/// </summary>
internal sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static readonly Utf8Comparer Instance = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        if (alternate.Length < sizeof(uint))
        {
            var hash = alternate.Length;
            foreach (var unit in alternate)
            {
                hash = (hash * 257) + unit;
            }

            return hash;
        }

        var first = BinaryPrimitives.ReadUInt32LittleEndian(alternate);
        var middle = BinaryPrimitives.ReadUInt32LittleEndian(alternate[((alternate.Length - sizeof(uint)) / 2)..]);
        var last = BinaryPrimitives.ReadUInt32LittleEndian(alternate[^sizeof(uint)..]);
        return (int)(((((first * 31) + middle) * 31) + last) * 31) + alternate.Length;
    }

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
}
