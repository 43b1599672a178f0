using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrossStudyBroker.Tests.Documents;

/// <summary>The message schemas of RIPA version 9, where they lie beside the repository.</summary>
/// <param name="ownSection">Files that have a section of their own in the mapping: what is of their kind is not gone into.</param>
internal sealed class RipaSchemas(IReadOnlySet<string> ownSection)
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true };

    // Objects that hold whole elements of offering; each becomes an item with its own fields.
    private static readonly string[] Wrappers = ["courseUnits[].", "studyModules[].", "subElements[].", "realisations[]."];

    private readonly Dictionary<string, JsonNode> _files = new(StringComparer.Ordinal);
    private readonly HashSet<(JsonNode Schema, string Path)> _seen = []; // schemas refer to themselves
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);

    public static string Folder => Repository.Beside("shared/reference/ripa-v9");

    /// <summary>The paths of all fields of the files, such as <c>selections[].parent</c>.</summary>
    public static IReadOnlySet<string> FieldsOf(IEnumerable<string> files, IReadOnlySet<string> ownSection)
    {
        var schemas = new RipaSchemas(ownSection);
        foreach (var file in files)
        {
            schemas.Collect(schemas.Load(file), file, "");
        }

        return schemas._found;
    }

    private JsonNode Load(string file)
    {
        if (!_files.TryGetValue(file, out var schema))
        {
            _files[file] = schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)), documentOptions: Lenient)!; // no file is "null"
        }

        return schema;
    }

    private void Collect(JsonNode? schema, string file, string path)
    {
        if (schema is not JsonObject || !_seen.Add((schema, path)))
        {
            return;
        }

        if (schema["$ref"]?.GetValue<string>().Split('#') is { } reference)
        {
            Follow(reference, file, path);
        }

        foreach (var branch in new[] { "allOf", "anyOf", "oneOf" }.SelectMany(keyword => schema[keyword]?.AsArray() ?? []))
        {
            Collect(branch, file, path);
        }

        Collect(schema["items"], file, path + "[]");
        foreach (var (name, child) in schema["properties"]?.AsObject() ?? [])
        {
            var inner = Unwrapped(path.Length == 0 ? name : $"{path}.{name}");
            if (child is JsonObject)
            {
                _found.Add(inner);
                Collect(child, file, inner);
            }
        }
    }

    private void Follow(string[] reference, string file, string path)
    {
        var target = reference[0].Length == 0 ? file : Path.GetRelativePath(Folder, Path.GetFullPath(Path.Combine(Folder, Path.GetDirectoryName(file)!, reference[0]))); // every file is in a folder
        if (reference.Length > 1)
        {
            Collect(reference[1].Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate((JsonNode?)Load(target), (node, step) => node?[step]), target, path);
        }
        else if (path.Length == 0 || !ownSection.Contains(target))
        {
            Collect(Load(target), target, path);
        }
    }

    private static string Unwrapped(string path)
    {
        while (Wrappers.FirstOrDefault(wrapper => path.StartsWith(wrapper, StringComparison.Ordinal)) is { } wrapper)
        {
            path = path[wrapper.Length..];
        }

        return path;
    }
}
