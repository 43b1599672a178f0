using System.Runtime.InteropServices;
using System.Text.Json;
using CrossStudyBroker.Contracts.Schemas.Values;

namespace CrossStudyBroker.Contracts.Schemas.Checks;

/// <summary>Finds the rule for a field of a document by the bytes of its name.</summary>
internal sealed class PropertyTable
{
    private readonly Dictionary<byte[], PropertyRule> _byName = new(Utf8Comparer.Instance);
    private readonly Dictionary<byte[], PropertyRule>.AlternateLookup<ReadOnlySpan<byte>> _lookup;

    public PropertyTable(IReadOnlyDictionary<string, SchemaNode> declared, IEnumerable<string> mentioned)
    {
        foreach (var name in declared.Keys.Concat(mentioned).Distinct(StringComparer.Ordinal))
        {
            var rule = new PropertyRule(name, JsonText.Utf8Of(name), _byName.Count, declared.GetValueOrDefault(name));
            _byName.Add(rule.Utf8Name, rule);
        }

        Rules = [.. _byName.Values];

        _lookup = _byName.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public PropertyRule[] Rules { get; }

    public int Count => _byName.Count;

    public IEnumerable<PropertyRule> Declared => _byName.Values.Where(rule => rule.Node is not null);

    public PropertyRule Get(string name) => _byName[JsonText.Utf8Of(name)];

    public PropertyRule? Find(JsonProperty property)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(property);
        if (JsonText.HasEscapes(name))
        {
            // "\u0073tudent" is "student": escapes must not hide a field.
            return JsonText.NameOf(property) is { } text && _lookup.TryGetValue(JsonText.Utf8Of(text), out var escaped) ? escaped : null;
        }

        return _lookup.TryGetValue(name, out var rule) ? rule : null;
    }

    /// <summary>Looks up one field in an object; of two with the same name the last, as everywhere in System.Text.Json.</summary>
    public bool TryGet(JsonElement instance, PropertyRule rule, out JsonElement value)
    {
        try
        {
            return instance.TryGetProperty(rule.Utf8Name, out value);
        }
        catch (InvalidOperationException)
        {
            // Another name in the object is not well-formed, which is not this one's fault.
            value = default;
            foreach (var property in instance.EnumerateObject())
            {
                value = Find(property) == rule ? property.Value : value;
            }

            return value.ValueKind != JsonValueKind.Undefined;
        }
    }
}
