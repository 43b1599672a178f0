using System.Text.Json;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Contracts.Schemas;

namespace CrossStudyBroker.Contracts.Requests;

/// <summary>The body of an HTTP request that is no message, held against its definition in contracts/schemas/requests.json.</summary>
/// <param name="Content">One JSON object; only right where there are no problems.</param>
/// <param name="Problems">What is wrong with it; no value of it is repeated.</param>
public sealed record RequestBody(JsonElement Content, IReadOnlyList<Problem> Problems)
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    /// <summary>Reads bytes; none at all are an empty object.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="name">Name of the definition.</param>
    public static RequestBody Read(ReadOnlyMemory<byte> body, string name)
    {
        var fault = "";
        using var document = body.IsEmpty ? null : JsonReading.Read(body, out fault);
        if (fault.Length > 0)
        {
            return new RequestBody(Nothing, [new Problem(ProblemCodes.MalformedJson, "", fault)]);
        }

        var content = document?.RootElement.Clone() ?? Nothing;
        var faults = MessageSchemas.Set.Get($"requests.json#/$defs/{name}").Validate(content);
        return new RequestBody(content, [.. faults.Select(found => new Problem(found.Code, found.Pointer, found.Message))]);
    }
}
