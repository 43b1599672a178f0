using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CrossStudyBroker.Contracts.Schemas;

namespace CrossStudyBroker.Tests.Api;

/// <summary>contracts/openapi.yaml, and what real answers are held against it.</summary>
internal static partial class OpenApi
{
    private const string Uuid = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    public static JsonObject Document { get; } = YamlFile.Read("contracts/openapi.yaml");

    /// <summary>Every method of every path, such as <c>GET /v1/messages/{id}</c>.</summary>
    public static IReadOnlyDictionary<string, JsonObject> Operations { get; } = (
        from path in Document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where Methods.Contains(operation.Key)
        select (Name: $"{operation.Key.ToUpperInvariant()} {path.Key}", Value: operation.Value!.AsObject()))
        .ToDictionary(operation => operation.Name, operation => operation.Value);

    private static readonly SchemaSet Schemas = SchemaSet.Load([("openapi", Encoding.UTF8.GetBytes(Closed().ToJsonString()))]);

    /// <summary>The operation that an address belongs to, such as <c>GET /v1/messages/{id}</c>; null for one that is not documented.</summary>
    public static string? OperationOf(string method, string path) =>
        Operations.Keys.FirstOrDefault(name => name == $"{method} {path}")
        ?? Operations.Keys.FirstOrDefault(name => Regex.IsMatch($"{method} {path}", $"^{Placeholder().Replace(Regex.Escape(name).Replace("}", "\\}", StringComparison.Ordinal), "[^/]+")}$"));

    /// <summary>The documented statuses of an operation.</summary>
    public static IEnumerable<int> StatusesOf(string operation) => Operations[operation]["responses"]!.AsObject().Select(response => int.Parse(response.Key));

    /// <summary>Every answer that the document promises of the operations with one of the tags.</summary>
    public static IEnumerable<(string Operation, int Status)> Promised(params string[] tags) => Operations
        .Where(operation => operation.Value["tags"]!.AsArray().Any(tag => tags.Contains(tag!.GetValue<string>()))) // every operation has some
        .SelectMany(operation => StatusesOf(operation.Key).Select(status => (operation.Key, status)))
        .Order();

    /// <summary>What an answer has that its operation does not document, or lacks of what it does.</summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(string operation, HttpResponseMessage answer)
    {
        var status = $"{(int)answer.StatusCode}";
        if (Resolve(Operations[operation]["responses"]![status]) is not { } response)
        {
            return [$"{operation} has no {status}: {await answer.Content.ReadAsStringAsync()}"];
        }

        var faults = (response["headers"]?.AsObject() ?? [])
            .Where(header => header.Value!["required"]?.GetValue<bool>() == true && !answer.Headers.Contains(header.Key))
            .Select(header => $"{operation} {status} lacks the header {header.Key}").ToList();
        var type = answer.Content.Headers.ContentType?.MediaType ?? "";
        if (type == "text/csv" && response["content"]?[type] is not null)
        {
            return faults; // no schema can say more of it
        }

        if (response["content"]?[type]?["schema"]?["$ref"]?.GetValue<string>() is not { } schema)
        {
            return [.. faults, $"{operation} {status} has no content of type '{type}'"];
        }

        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var name = schema.Replace("#/components/schemas/", "openapi#/$defs/", StringComparison.Ordinal);
        return [.. faults, .. Schemas.Get(name).Validate(body.RootElement).Select(fault => $"{operation} {status} at {fault.Pointer}: {fault.Message}")];
    }

    /// <summary>The node itself, or the one that its <c>$ref</c> names.</summary>
    public static JsonNode? Resolve(JsonNode? node) => node?["$ref"]?.GetValue<string>() is { } reference
        ? reference[2..].Split('/').Aggregate((JsonNode?)Document, (at, step) => at?[step])
        : node;

    /// <summary>The document's schemas as one that this project's validator takes; closed, so that a field nobody documented is seen.</summary>
    private static JsonObject Closed()
    {
        var schemas = new JsonObject { ["$defs"] = Document["components"]!["schemas"]!.DeepClone() };
        foreach (var schema in Within(schemas).OfType<JsonObject>().ToList())
        {
            if (schema["$ref"] is JsonValue reference)
            {
                schema["$ref"] = reference.GetValue<string>().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
            }

            if (schema["type"] is JsonValue type && type.GetValueKind() == JsonValueKind.String && type.GetValue<string>() == "object")
            {
                schema["additionalProperties"] ??= false;
            }

            if (schema["format"] is JsonValue format && format.GetValueKind() == JsonValueKind.String)
            {
                switch (format.GetValue<string>())
                {
                    case "uuid":
                        schema["pattern"] = Uuid;
                        schema.Remove("format");
                        break;
                    case "uri-reference":
                        schema["pattern"] = "^(https?://|/)[!-~]+$";
                        schema.Remove("format");
                        break;
                }
            }
        }

        return schemas;
    }

    private static IEnumerable<JsonNode> Within(JsonNode node) => node switch
    {
        JsonObject fields => fields.Where(field => field.Value is not null).SelectMany(field => Within(field.Value!)).Prepend(fields),
        JsonArray items => items.OfType<JsonNode>().SelectMany(Within).Prepend(items),
        _ => [node],
    };

    [GeneratedRegex(@"\\\{[^}]+\\\}")]
    private static partial Regex Placeholder();
}
