using System.Text.Json.Nodes;

namespace CrossStudyBroker.Tests.Routing;

/// <summary>Small changes of a JSON document: paths such as <c>data/selections/0/id</c> with their new values; null takes a property away.</summary>
internal static class JsonEdits
{
    public static void Apply(JsonNode document, params (string Path, JsonNode? Value)[] edits)
    {
        foreach (var (path, value) in edits)
        {
            Apply(document, path.Split('/'), value);
        }
    }

    private static void Apply(JsonNode node, string[] path, JsonNode? value)
    {
        foreach (var step in path[..^1])
        {
            node = (node is JsonArray array ? array[int.Parse(step)] : node[step])!; // a path to nowhere is a mistake of the test
        }

        if (node is JsonArray list)
        {
            list[int.Parse(path[^1])] = value;
        }
        else if (value is null)
        {
            node.AsObject().Remove(path[^1]);
        }
        else
        {
            node[path[^1]] = value;
        }
    }
}
