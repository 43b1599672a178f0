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
        JsonEdits.Apply(message, edits);
        return System.Text.Encoding.UTF8.GetBytes(message.ToJsonString());
    }
}
