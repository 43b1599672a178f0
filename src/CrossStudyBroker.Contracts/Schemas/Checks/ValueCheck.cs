using System.Text.Json;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Contracts.Schemas.Compiling;
using CrossStudyBroker.Contracts.Schemas.Values;

namespace CrossStudyBroker.Contracts.Schemas.Checks;

/// <summary>The keywords <c>enum</c> and <c>const</c>.</summary>
internal sealed class ValueCheck : SchemaCheck
{
    private const int ValuesTold = 20;

    private readonly string _keyword;
    private readonly List<string> _texts = [];
    private readonly HashSet<byte[]> _utf8 = new(Utf8Comparer.Instance);
    private readonly HashSet<byte[]>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly List<JsonElement> _others = [];

    private ValueCheck(string keyword, IEnumerable<JsonElement> values)
    {
        _keyword = keyword;
        foreach (var value in values)
        {
            if (value.ValueKind != JsonValueKind.String)
            {
                _others.Add(value);
            }
            else if (_utf8.Add(JsonText.Utf8Of(value.GetString()!)))
            {
                _texts.Add(value.GetString()!);
            }
        }

        _lookup = _utf8.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public static ValueCheck? FromEnum(SchemaSource source) =>
        source.Has("enum", out var values) ? new ValueCheck("enum", source.Items("enum", values)) : null;

    public static ValueCheck? FromConst(SchemaSource source) => source.Has("const", out var value) ? new ValueCheck("const", [value]) : null;

    public override bool Check(JsonElement instance, FaultCollector? faults)
    {
        if (instance.ValueKind == JsonValueKind.String ? IsAllowedText(instance) : IsAllowedOther(instance))
        {
            return true;
        }

        faults?.Add(ProblemCodes.ValueNotAllowed, _keyword, Message(instance));
        return false;
    }

    private bool IsAllowedText(JsonElement instance)
    {
        var raw = JsonText.Raw(instance);
        return JsonText.HasEscapes(raw)
            ? JsonText.TryGet(instance) is { } text && _utf8.Contains(JsonText.Utf8Of(text))
            : _lookup.Contains(raw);
    }

    private bool IsAllowedOther(JsonElement instance)
    {
        foreach (var value in _others)
        {
            if (JsonValueComparer.AreEqual(instance, value))
            {
                return true;
            }
        }

        return false;
    }

    private string Message(JsonElement instance)
    {
        var values = _texts.Select(text => $"\"{text}\"").Concat(_others.Select(value => value.GetRawText())).ToList();
        if (values.Count <= ValuesTold)
        {
            return values.Count == 0 ? "No value is allowed here." : $"Expected {Words.List(values, "or")}.";
        }

        var nearest = instance.ValueKind == JsonValueKind.String ? EditDistance.Nearest(JsonText.TryGet(instance) ?? "", _texts) : null;
        return $"Expected one of {values.Count} values{(nearest is null ? "" : $"; the nearest is \"{nearest}\"")}.";
    }
}
