using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.Tests.Messages;

/// <summary>Walks a payload schema and the record of it side by side, and tells every difference.</summary>
internal sealed class SchemaAgainstRecords
{
    private readonly List<string> _differences = [];

    public static IReadOnlyList<string> Compare(string type)
    {
        var document = ContractFiles.Schema(type);
        var walk = new SchemaAgainstRecords();
        walk.Visit(document, document, PayloadTypes.All[type], type);
        return walk._differences;
    }

    private void Visit(JsonObject schema, JsonObject document, Type type, string path)
    {
        var properties = SchemaPieces.Collect(schema, document, s => s["properties"] as JsonObject).ToList();
        if (properties.Count > 0)
        {
            VisitObject(properties, Required(schema, document), type, path);
            return;
        }

        if (SchemaPieces.Collect(schema, document, s => s["items"] as JsonObject).FirstOrDefault() is var (items, itemsDocument) && items is not null)
        {
            Visit(items, itemsDocument, type.IsGenericType ? type.GetGenericArguments()[0] : type, path + "[]");
            return;
        }

        if (type.IsEnum)
        {
            var words = SchemaPieces.Collect(schema, document, s => s["enum"] as JsonArray).First().Found.Select(w => w!.GetValue<string>());
            var names = Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName);
            Expect(words.Order().SequenceEqual(names.Order()), path, $"the words of {type.Name} differ");
        }
    }

    private void VisitObject(List<(JsonObject Found, JsonObject Document)> properties, HashSet<string> required, Type type, string path)
    {
        if (MessageJson.Default.GetTypeInfo(type) is not { Kind: JsonTypeInfoKind.Object } record)
        {
            _differences.Add($"{path}: {type.Name} is no record");
            return;
        }

        var members = record.Properties.ToDictionary(p => p.Name, StringComparer.Ordinal);
        foreach (var (group, document) in properties)
        {
            foreach (var (name, schema) in group)
            {
                if (!members.TryGetValue(name, out var member))
                {
                    _differences.Add($"{path}/{name}: missing in {type.Name}");
                    continue;
                }

                Visit(schema!.AsObject(), document, Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType, $"{path}/{name}");
            }
        }

        var known = properties.SelectMany(p => p.Found).Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var member in record.Properties)
        {
            Expect(known.Contains(member.Name), path, $"{type.Name} has {member.Name}, the schema has not");
            Expect(!member.IsRequired || required.Contains(member.Name), path, $"{type.Name} requires {member.Name}, the schema does not");
        }
    }

    private HashSet<string> Required(JsonObject schema, JsonObject document) =>
        SchemaPieces.Collect(schema, document, s => s["required"] as JsonArray)
            .SelectMany(r => r.Found).Select(n => n!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);

    private void Expect(bool holds, string path, string difference)
    {
        if (!holds)
        {
            _differences.Add($"{path}: {difference}");
        }
    }
}
