using System.Text.Json;
using CrossStudyBroker.Contracts.Schemas.Values;

namespace CrossStudyBroker.Contracts.Schemas.Compiling;

/// <summary>A schema that is being compiled: where it stands, and its keywords in the form they must have.</summary>
internal sealed record SchemaSource(SchemaDocument Document, string Pointer, JsonElement Element)
{
    public string? Description => Has("description", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    public SchemaSource Child(string token, JsonElement element) =>
        new(Document, $"{Pointer}/{token.Replace("~", "~0").Replace("/", "~1")}", element);

    public SchemaRefusedException Refuse(string keyword, string reason) => new(Document.Name, Pointer, keyword, reason);

    public bool Has(string keyword, out JsonElement value)
    {
        value = default;
        return Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(keyword, out value);
    }

    public bool HasAny(IEnumerable<string> keywords) => keywords.Any(keyword => Has(keyword, out _));

    public string String(string keyword) =>
        Has(keyword, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Refuse(keyword, "it must be text");

    public bool Flag(string keyword) => Has(keyword, out var value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Refuse(keyword, "it must be true or false"),
    };

    /// <summary>A number of things; null without the keyword.</summary>
    public int? Count(string keyword)
    {
        if (!Has(keyword, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && JsonNumber.IsInteger(value) && value.TryGetDouble(out var count) && count is >= 0 and <= int.MaxValue
            ? (int)count
            : throw Refuse(keyword, "it must be a whole number of zero or more");
    }

    public JsonNumber? Number(string keyword)
    {
        if (!Has(keyword, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number ? new JsonNumber(value) : throw Refuse(keyword, "it must be a number");
    }

    public List<JsonElement> Items(string keyword, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : throw Refuse(keyword, "it must be a list");

    public List<JsonProperty> Fields(string keyword, JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? [.. value.EnumerateObject()] : throw Refuse(keyword, "it must be an object");

    /// <summary>A list of texts; empty without the keyword.</summary>
    public List<string> Strings(string keyword) => Has(keyword, out var value) ? Strings(keyword, value) : [];

    /// <summary>An object of lists of texts; empty without the keyword.</summary>
    public Dictionary<string, List<string>> StringLists(string keyword) => Has(keyword, out var value)
        ? Fields(keyword, value).ToDictionary(field => field.Name, field => Strings(keyword, field.Value), StringComparer.Ordinal)
        : [];

    private List<string> Strings(string keyword, JsonElement value) =>
        [.. Items(keyword, value).Select(item =>
            item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Refuse(keyword, "it must be a list of texts"))];
}
