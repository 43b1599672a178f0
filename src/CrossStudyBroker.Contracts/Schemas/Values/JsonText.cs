using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace CrossStudyBroker.Contracts.Schemas.Values;

/// <summary>Reads the texts of a JSON document without allocating, as far as they have no escapes.</summary>
internal static class JsonText
{
    /// <summary>The bytes between the quotes, escapes and all.</summary>
    public static ReadOnlySpan<byte> Raw(JsonElement text) => JsonMarshal.GetRawUtf8Value(text)[1..^1];

    public static bool HasEscapes(ReadOnlySpan<byte> raw) => raw.Contains((byte)'\\');

    /// <summary>False for invalid UTF-8 and for halves of surrogate pairs, which the JSON parser lets through.</summary>
    public static bool IsWellFormed(JsonElement text)
    {
        var raw = Raw(text);
        return HasEscapes(raw) ? TryGet(text) is not null : Utf8.IsValid(raw);
    }

    /// <summary>The text, or null if it is not well-formed.</summary>
    public static string? TryGet(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The name of a field, or null if it is not well-formed.</summary>
    public static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Writes the text as UTF-16; the buffer must be as long as <paramref name="raw"/>. Text that is not well-formed is mended.</summary>
    public static ReadOnlySpan<char> Decode(JsonElement text, ReadOnlySpan<byte> raw, Span<char> buffer)
    {
        if (HasEscapes(raw))
        {
            return TryGet(text) ?? "\uFFFD";
        }

        Utf8.ToUtf16(raw, buffer, out _, out var written);
        return buffer[..written];
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
}
