using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Contracts.Schemas.Compiling;
using CrossStudyBroker.Contracts.Schemas.Values;

namespace CrossStudyBroker.Contracts.Schemas.Checks;

/// <summary>The keywords about text.</summary>
internal sealed class StringCheck : SchemaCheck
{
    private static readonly string[] Keywords = ["minLength", "maxLength", "pattern", "format"];

    private readonly int _shortest;
    private readonly int _longest;
    private readonly string? _patternText;
    private readonly Regex? _pattern;
    private readonly TextFormat? _format;
    private readonly string? _description;

    private StringCheck(SchemaSource source)
    {
        _shortest = source.Count("minLength") ?? 0;
        _longest = source.Count("maxLength") ?? int.MaxValue;
        _patternText = source.Has("pattern", out _) ? source.String("pattern") : null;
        _pattern = _patternText is null ? null : EcmaPattern.Compile(_patternText, source, "pattern");
        _format = source.Has("format", out _) ? TextFormat.Named(source.String("format"), source) : null;
        _description = source.Description;
    }

    public static StringCheck? From(SchemaSource source) => source.HasAny(Keywords) ? new StringCheck(source) : null;

    public override bool Check(JsonElement instance, FaultCollector? faults)
    {
        if (instance.ValueKind != JsonValueKind.String)
        {
            return true;
        }

        var raw = JsonText.Raw(instance);
        if (_pattern is null && _format is null && !JsonText.HasEscapes(raw))
        {
            return CheckLength(JsonText.CodePoints(raw), faults);
        }

        if (raw.Length <= JsonText.ShortText)
        {
            return CheckText(raw, stackalloc char[JsonText.ShortText], faults);
        }

        var buffer = ArrayPool<char>.Shared.Rent(raw.Length);
        var holds = CheckText(raw, buffer, faults);
        ArrayPool<char>.Shared.Return(buffer, clearArray: true);
        return holds;
    }

    // Patterns take time in proportion to the text, so a text too long is not matched at all.
    private bool CheckText(ReadOnlySpan<byte> raw, Span<char> buffer, FaultCollector? faults)
    {
        if (!JsonText.TryDecode(raw, buffer, out var length))
        {
            faults?.Add(ProblemCodes.ValueMalformed, "type", "Expected well-formed Unicode text.");
            return false;
        }

        var text = buffer[..length];
        return CheckLength(JsonText.CodePoints(text), faults) && CheckForm(text, faults);
    }

    private bool CheckForm(ReadOnlySpan<char> text, FaultCollector? faults)
    {
        if (_pattern is not null && !_pattern.IsMatch(text))
        {
            faults?.Add(ProblemCodes.ValueMalformed, "pattern",
                $"Expected text of the form {_patternText}{(_description is null ? "." : $" ({_description.TrimEnd('.')}).")}");
            return false;
        }

        if (_format is not null && !_format.Holds(text))
        {
            faults?.Add(ProblemCodes.ValueMalformed, "format", $"Expected {_format.Description}.");
            return false;
        }

        return true;
    }

    private bool CheckLength(int length, FaultCollector? faults)
    {
        if (length >= _shortest && length <= _longest)
        {
            return true;
        }

        var isShort = length < _shortest;
        faults?.Add(ProblemCodes.ValueOutOfRange, isShort ? "minLength" : "maxLength", isShort
            ? $"Expected at least {Words.Count(_shortest, "character")}."
            : $"Expected at most {Words.Count(_longest, "character")}.");
        return false;
    }
}
