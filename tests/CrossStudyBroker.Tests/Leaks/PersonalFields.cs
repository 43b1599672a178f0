using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CrossStudyBroker.Tests.Messages;

namespace CrossStudyBroker.Tests.Leaks;

/// <summary>The personal fields in a part of a message, as its schema marks them (<c>$comment</c>).</summary>
internal sealed class PersonalFields
{
    private static readonly ConcurrentDictionary<string, Lazy<PersonalFields>> ByType = new(StringComparer.Ordinal);

    private readonly Dictionary<string, PersonalFields> _properties = new(StringComparer.Ordinal);
    private PersonalFields? _items;
    private PersonalField? _field;

    /// <summary>Of the payload of a message type.</summary>
    public static PersonalFields Of(string type) => ByType.GetOrAdd(type, _ => new Lazy<PersonalFields>(() =>
    {
        var document = ContractFiles.Schema(type);
        return Read(document, document, isPersonal: false);
    })).Value;

    /// <summary>All fields, however deep.</summary>
    public IEnumerable<PersonalField> All() =>
        [.. _field is { } field ? [field] : Array.Empty<PersonalField>(), .. _items?.All() ?? [], .. _properties.Values.SelectMany(part => part.All())];

    /// <summary>Gives every field of a message a new value, also those left out whose place is there; null leaves a field as it is.</summary>
    public void Fill(JsonNode? message, Func<PersonalField, JsonNode?, string?> value)
    {
        if (message is JsonObject holder)
        {
            foreach (var (name, part) in _properties)
            {
                part.FillProperty(holder, name, value);
            }
        }
        else if (message is JsonArray array && _items is { } items)
        {
            for (var i = 0; i < array.Count; i++)
            {
                if (items._field is not { } field)
                {
                    items.Fill(array[i], value);
                }
                else if (value(field, array[i]) is { } text)
                {
                    array[i] = text;
                }
            }
        }
    }

    private void FillProperty(JsonObject holder, string name, Func<PersonalField, JsonNode?, string?> value)
    {
        if (_field is null)
        {
            Fill(holder[name], value);
        }
        else if (value(_field, holder[name]) is { } text)
        {
            holder[name] = text;
        }
    }

    private static PersonalFields Read(JsonObject schema, JsonObject document, bool isPersonal)
    {
        var comments = SchemaPieces.Collect(schema, document, piece => piece["$comment"] as JsonValue).Select(piece => piece.Found.GetValue<string>()).ToList();
        isPersonal |= comments.Exists(comment => comment == "personal-data" || comment.StartsWith("identity-code:", StringComparison.Ordinal));
        var fields = new PersonalFields();
        foreach (var (group, where) in SchemaPieces.Collect(schema, document, piece => piece["properties"] as JsonObject))
        {
            foreach (var (name, property) in group)
            {
                fields._properties[name] = Read(property!.AsObject(), where, isPersonal); // schemas of properties are objects
            }
        }

        if (SchemaPieces.Collect(schema, document, piece => piece["items"] as JsonObject).FirstOrDefault() is { Found: { } items } found)
        {
            fields._items = Read(items, found.Document, isPersonal);
        }

        if (isPersonal && fields is { _properties.Count: 0, _items: null })
        {
            fields._field = new PersonalField($"{document["$id"]}{schema.GetPath()}", KindOf(schema, document, comments), Keyword(schema, document, "maxLength")?.GetValue<int>() ?? 40);
        }

        return fields;
    }

    private static PersonalFieldKind KindOf(JsonObject schema, JsonObject document, List<string> comments) => Keyword(schema, document, "format")?.GetValue<string>() switch
    {
        "date" => PersonalFieldKind.Day,
        "email" => PersonalFieldKind.Address,
        _ when comments.Contains("identity-code:eppn") => PersonalFieldKind.Address,
        _ when comments.Exists(comment => comment is "identity-code:hetu" or "identity-code:learner-number" or "identity-code:esi") => PersonalFieldKind.Identifier,
        _ when comments.Contains("identity-code:student-number") => PersonalFieldKind.Text, // its pattern allows what a mark is made of
        _ when Keyword(schema, document, "type")?.GetValue<string>() == "string" && Keyword(schema, document, "pattern") is null => PersonalFieldKind.Text,
        _ => PersonalFieldKind.Code,
    };

    private static JsonValue? Keyword(JsonObject schema, JsonObject document, string name) =>
        SchemaPieces.Collect(schema, document, piece => piece[name] as JsonValue).Select(piece => piece.Found).FirstOrDefault();
}
