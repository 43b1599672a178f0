using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CrossStudyBroker.Tests.Messages;

namespace CrossStudyBroker.Tests.Documents;

/// <summary>contracts/ripa-v9-mapping.md: sections that name RIPA files, with a row for each field and the places it has in our schemas.</summary>
internal sealed partial class RipaMapping
{
    private static readonly JsonObject Envelope = ContractFiles.Schema("envelope");
    private static readonly IReadOnlyList<JsonObject> Documents =
        [.. Directory.GetFiles(Repository.PathOf("contracts/schemas"), "*.json").Select(file => ContractFiles.Schema(Path.GetFileNameWithoutExtension(file)))];

    private readonly List<MappedSection> _sections = [];

    public RipaMapping(string text)
    {
        foreach (var part in text.Split("\n## ").Skip(1))
        {
            var lines = part.Split('\n');
            var files = lines.FirstOrDefault(line => line.StartsWith("RIPA: ", StringComparison.Ordinal))?.Split(". ")[0] ?? "";
            _sections.Add(new MappedSection(
                lines[0],
                [.. Quoted().Matches(files).Select(match => match.Groups[1].Value)],
                [.. lines.Select(line => Row().Match(line)).Where(row => row.Success).Select(row => new MappedField(row.Groups[1].Value, row.Groups[2].Value.Split("<br>"), row.Groups[3].Value))]));
        }
    }

    public IReadOnlyList<MappedSection> Sections => _sections;

    public static RipaMapping Read() => new(File.ReadAllText(Repository.PathOf("contracts/ripa-v9-mapping.md")));

    /// <summary>Places that our schemas do not have; and fields that have no place and no reason for it.</summary>
    public IEnumerable<string> Misplaced() =>
        from section in _sections
        from field in section.Fields
        from place in field.Places
        where place == "–" ? field.Note.Length == 0 : !Exists([.. Quoted().Matches(place).Select(match => match.Groups[1].Value)], place.EndsWith("(envelope)", StringComparison.Ordinal))
        select $"{section.Title}: {field.Name} has no place {place}";

    private static bool Exists(string[] names, bool isAttribute) => names switch
    {
        [var attribute] when isAttribute => Step(Envelope, Envelope, attribute) is not null,
        [var type, var path] => File.Exists(Repository.PathOf($"contracts/schemas/crossstudy.{type}.v1.json"))
            && path.StartsWith("data.", StringComparison.Ordinal) && Leads(ContractFiles.Schema($"crossstudy.{type}.v1"), "", path["data.".Length..]),
        [var path] when path.Split('.', 2) is [var definition, var rest] => Documents.Any(document => Leads(document, "/$defs/" + definition, rest)),
        _ => false,
    };

    private static bool Leads(JsonObject document, string definition, string path)
    {
        (JsonObject Schema, JsonObject Document)? at = At(document, definition) is { } start ? (start, document) : null;
        foreach (var name in path.Split('.'))
        {
            at = at is { } here ? Step(here.Schema, here.Document, name.Replace("[]", "", StringComparison.Ordinal)) : null;
            at = at is { } list && name.EndsWith("[]", StringComparison.Ordinal) ? Find(list.Schema, list.Document, schema => schema["items"] as JsonObject) : at;
        }

        return at is not null;
    }

    private static (JsonObject Schema, JsonObject Document)? Step(JsonObject schema, JsonObject document, string name) =>
        Find(schema, document, candidate => candidate["properties"]?[name] as JsonObject);

    /// <summary>What the schema has, or what it refers to.</summary>
    private static (JsonObject Schema, JsonObject Document)? Find(JsonObject schema, JsonObject document, Func<JsonObject, JsonObject?> get)
    {
        if (get(schema) is { } found)
        {
            return (found, document);
        }

        if (schema["$ref"]?.GetValue<string>().Split('#') is not [var file, var pointer])
        {
            return null;
        }

        var other = file.Length == 0 ? document : ContractFiles.Schema(Path.GetFileNameWithoutExtension(file));
        return At(other, pointer) is { } target ? Find(target, other, get) : null;
    }

    private static JsonObject? At(JsonObject document, string pointer) =>
        pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate((JsonNode?)document, (node, step) => node?[step]) as JsonObject;

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\| `([^`]+)` \| (.+?) \| ?(.*?) ?\|$")]
    private static partial Regex Row();
}
