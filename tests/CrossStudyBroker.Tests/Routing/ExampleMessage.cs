using System.Text.Json.Nodes;
using CrossStudyBroker.Contracts.Envelopes;

namespace CrossStudyBroker.Tests.Routing;

/// <summary>Messages of contracts/examples with a few values changed; they go through the real validation, so a test cannot rest on an invalid one.</summary>
internal static class ExampleMessage
{
    /// <summary>The envelope of an example.</summary>
    /// <param name="example">Type without "crossstudy." and version, a slash, and the file without "valid-": <c>enrolment.requested/minimal</c>.</param>
    /// <param name="edits">Paths such as <c>data/selections/0/id</c> with their new values; null takes the value away.</param>
    public static Envelope Read(string example, params (string Path, JsonNode? Value)[] edits)
    {
        var received = MessageValidation.Validate(Bytes(example, edits), MessageValidation.ContentType);
        return received.Envelope ?? throw new ArgumentException($"{example} is no longer valid: {string.Join(", ", received.Problems)}", nameof(edits));
    }

    /// <summary>The bytes of an example, valid or not.</summary>
    public static byte[] Bytes(string example, params (string Path, JsonNode? Value)[] edits)
    {
        var (type, name) = (example.Split('/')[0], example.Split('/')[1]);
        var file = Repository.PathOf($"contracts/examples/crossstudy.{type}.v1/valid-{name}.json");
        var message = JsonNode.Parse(File.ReadAllBytes(file))!; // a JSON document is never null here
        foreach (var (path, value) in edits)
        {
            Edit(message, path.Split('/'), value);
        }

        return System.Text.Encoding.UTF8.GetBytes(message.ToJsonString());
    }

    private static void Edit(JsonNode node, string[] path, JsonNode? value)
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
