using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrossStudyBroker.Tests.Documents;

/// <summary>The message schemas of RIPA version 9, where they lie beside the repository.</summary>
internal static class RipaSchemas
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true };

    // Objects that hold whole elements of offering; each becomes an item with its own fields.
    private static readonly string[] Wrappers = ["courseUnits[].", "studyModules[].", "subElements[].", "realisations[]."];

    public static string Folder => Repository.Beside("shared/reference/ripa-v9");

    /// <summary>The paths of all fields of a file, such as <c>selections[].parent</c>. What has a section of its own is not gone into.</summary>
    public static IReadOnlySet<string> FieldsOf(string file, IReadOnlySet<string> ownSection)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Collect(Load(file), file, "", ownSection, found);
        return found;
    }

    private static JsonNode Load(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)), documentOptions: Lenient)!; // no file is "null"

    private static void Collect(JsonNode? schema, string file, string path, IReadOnlySet<string> ownSection, HashSet<string> found)
    {
        if (schema is not JsonObject || path.Split('.').Length > 8)
        {
            return;
        }

        if (schema["$ref"]?.GetValue<string>().Split('#') is { } reference)
        {
            var target = reference[0].Length == 0 ? file : Path.GetRelativePath(Folder, Path.GetFullPath(Path.Combine(Folder, Path.GetDirectoryName(file)!, reference[0]))); // a file in a folder
            if (reference.Length > 1)
            {
                Collect(reference[1].Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate((JsonNode?)Load(target), (node, step) => node?[step]), target, path, ownSection, found);
            }
            else if (path.Length == 0 || !ownSection.Contains(target))
            {
                Collect(Load(target), target, path, ownSection, found);
            }
        }

        foreach (var branch in new[] { "allOf", "anyOf", "oneOf" }.SelectMany(keyword => schema[keyword]?.AsArray() ?? []))
        {
            Collect(branch, file, path, ownSection, found);
        }

        Collect(schema["items"], file, path + "[]", ownSection, found);
        foreach (var (name, child) in schema["properties"]?.AsObject() ?? [])
        {
            var inner = Unwrapped(path.Length == 0 ? name : $"{path}.{name}");
            if (child is JsonObject)
            {
                found.Add(inner);
                Collect(child, file, inner, ownSection, found);
            }
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
