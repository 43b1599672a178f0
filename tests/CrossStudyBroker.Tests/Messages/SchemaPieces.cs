using System.Text.Json.Nodes;

namespace CrossStudyBroker.Tests.Messages;

/// <summary>Reads schemas as they are written, references followed.</summary>
internal static class SchemaPieces
{
    /// <summary>The keyword in the schema itself and in all that it refers to, each with the document it stands in.</summary>
    public static IEnumerable<(T Found, JsonObject Document)> Collect<T>(JsonObject schema, JsonObject document, Func<JsonObject, T?> keyword)
        where T : class
    {
        if (keyword(schema) is { } found)
        {
            yield return (found, document);
        }

        if (schema["$ref"]?.GetValue<string>() is not { } reference)
        {
            yield break;
        }

        var parts = reference.Split('#');
        var other = parts[0].Length == 0 ? document : ContractFiles.Schema(Path.GetFileNameWithoutExtension(parts[0]));
        var target = parts[1].Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate((JsonNode)other, (node, part) => node[part]!);
        foreach (var further in Collect(target.AsObject(), other, keyword))
        {
            yield return further;
        }
    }
}
