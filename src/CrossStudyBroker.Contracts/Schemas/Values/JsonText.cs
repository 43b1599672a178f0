using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace CrossStudyBroker.Contracts.Schemas.Values;

/// <summary>Reads the texts of a JSON document without allocating.</summary>
internal static class JsonText
{
    /// <summary>Texts up to here are decoded on the stack.</summary>
    public const int ShortText = 256;

    /// <summary>The bytes between the quotes, escapes and all.</summary>
    public static ReadOnlySpan<byte> Raw(JsonElement text) => JsonMarshal.GetRawUtf8Value(text)[1..^1];

    public static bool HasEscapes(ReadOnlySpan<byte> raw) => raw.Contains((byte)'\\');

    /// <summary>False for invalid UTF-8 and for halves of surrogate pairs, which the JSON parser lets through.</summary>
    public static bool IsWellFormed(JsonElement text)
    {
        var raw = Raw(text);
        if (!HasEscapes(raw))
        {
            return Utf8.IsValid(raw);
        }

        if (raw.Length <= ShortText)
        {
            return TryDecode(raw, stackalloc char[ShortText], out _);
        }

        var buffer = ArrayPool<char>.Shared.Rent(raw.Length);
        var isWellFormed = TryDecode(raw, buffer, out _);
        ArrayPool<char>.Shared.Return(buffer, clearArray: true);
        return isWellFormed;
    }

    /// <summary>The text, or null if it is not well-formed.</summary>
    public static string? TryGet(JsonElement text) => TryGet(Raw(text));

    /// <summary>The name of a field, or null if it is not well-formed.</summary>
    public static string? NameOf(JsonProperty property) => TryGet(JsonMarshal.GetRawUtf8PropertyName(property));

    /// <summary>Writes the text as UTF-16; the buffer must be as long as <paramref name="raw"/>. False if it is not well-formed.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> raw, Span<char> buffer, out int written)
    {
        written = 0;
        while (true)
        {
            var escapeAt = raw.IndexOf((byte)'\\');
            var plain = escapeAt < 0 ? raw : raw[..escapeAt];
            if (Utf8.ToUtf16(plain, buffer[written..], out _, out var added, replaceInvalidSequences: false) != OperationStatus.Done)
            {
                return false;
            }

            written += added;
            if (escapeAt < 0)
            {
                return HasWholePairs(buffer[..written]);
            }

            // The JSON parser has seen to it that the escapes are of the right form.
            buffer[written++] = Unescaped(raw[(escapeAt + 1)..]);
            raw = raw[(escapeAt + (raw[escapeAt + 1] == 'u' ? 6 : 2))..];
        }
    }

    /// <summary>JSON Schema counts code points, not UTF-16 units: a surrogate pair is one.</summary>
    public static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var unit in text)
        {
            count += char.IsLowSurrogate(unit) ? 0 : 1;
        }

        return count;
    }

    /// <summary>The same for UTF-8 without escapes: every byte but continuation bytes begins a code point.</summary>
    public static int CodePoints(ReadOnlySpan<byte> raw)
    {
        var count = 0;
        foreach (var unit in raw)
        {
            count += (unit & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    public static byte[] Utf8Of(string text) => Encoding.UTF8.GetBytes(text);

    private static string? TryGet(ReadOnlySpan<byte> raw)
    {
        var buffer = new char[raw.Length];
        return TryDecode(raw, buffer, out var written) ? new string(buffer, 0, written) : null;
    }

    private static char Unescaped(ReadOnlySpan<byte> escape) => (char)escape[0] switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => (char)ushort.Parse(escape[1..5], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        var itself => itself,
    };

    private static bool HasWholePairs(ReadOnlySpan<char> text)
    {
        for (var at = 0; text[at..].IndexOfAnyInRange('\ud800', '\udfff') is >= 0 and var next; at += next + 2)
        {
            var unit = at + next;
            if (unit + 1 == text.Length || !char.IsSurrogatePair(text[unit], text[unit + 1]))
            {
                return false;
            }
        }

        return true;
    }
}
