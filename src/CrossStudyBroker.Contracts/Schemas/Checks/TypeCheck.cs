using System.Text.Json;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Contracts.Schemas.Compiling;
using CrossStudyBroker.Contracts.Schemas.Values;

namespace CrossStudyBroker.Contracts.Schemas.Checks;

/// <summary>The keyword <c>type</c>.</summary>
internal sealed class TypeCheck(IReadOnlyList<string> names) : SchemaCheck
{
    private static readonly Dictionary<string, string> Descriptions = new(StringComparer.Ordinal)
    {
        ["string"] = "text",
        ["integer"] = "a whole number",
        ["number"] = "a number",
        ["boolean"] = "true or false",
        ["object"] = "an object",
        ["array"] = "a list",
        ["null"] = "null",
    };

    private readonly bool _string = names.Contains("string");
    private readonly bool _integer = names.Contains("integer");
    private readonly bool _number = names.Contains("number");
    private readonly bool _boolean = names.Contains("boolean");
    private readonly bool _object = names.Contains("object");
    private readonly bool _array = names.Contains("array");
    private readonly bool _null = names.Contains("null");

    public override bool IsDecisive => true;

    public static TypeCheck? From(SchemaSource source)
    {
        if (!source.Has("type", out var value))
        {
            return null;
        }

        var names = value.ValueKind == JsonValueKind.Array ? source.Strings("type") : [source.String("type")];
        return names.Count > 0 && names.All(Descriptions.ContainsKey)
            ? new TypeCheck(names)
            : throw source.Refuse("type", $"a type must be one of {string.Join(", ", Descriptions.Keys)}");
    }

    public override bool Check(JsonElement instance, FaultCollector? faults)
    {
        var isText = instance.ValueKind == JsonValueKind.String;
        if (Allows(instance) && (!isText || JsonText.IsWellFormed(instance)))
        {
            return true;
        }

        faults?.Add(ProblemCodes.ValueMalformed, "type", _string && isText
            ? "Expected well-formed Unicode text."
            : $"Expected {string.Join(" or ", names.Select(name => Descriptions[name]))}.");
        return false;
    }

    private bool Allows(JsonElement instance) => instance.ValueKind switch
    {
        JsonValueKind.String => _string,
        JsonValueKind.Number => _number || (_integer && JsonNumber.IsInteger(instance)),
        JsonValueKind.True or JsonValueKind.False => _boolean,
        JsonValueKind.Object => _object,
        JsonValueKind.Array => _array,
        _ => _null,
    };
}
