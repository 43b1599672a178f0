using System.Text.Json;
using CrossStudyBroker.Contracts.Schemas;

namespace CrossStudyBroker.Tests.Schemas;

/// <summary>One schema of the test suite with its documents.</summary>
internal sealed class SuiteGroup(JsonElement json)
{
    public string Description => json.GetProperty("description").GetString()!;

    public JsonElement Schema => json.GetProperty("schema");

    /// <summary>Loads the schema; null, and why, if it is refused.</summary>
    public Schema? Load(out SchemaRefusedException? refusal)
    {
        try
        {
            refusal = null;
            return TestSchemas.Load(Schema.GetRawText());
        }
        catch (SchemaRefusedException exception)
        {
            refusal = exception;
            return null;
        }
    }

    /// <summary>The documents that the schema judges otherwise than the suite does, or by its faults otherwise than by its verdict.</summary>
    public IEnumerable<string> Disagreements(Schema schema) =>
        from test in json.GetProperty("tests").EnumerateArray()
        let data = test.GetProperty("data")
        let expected = test.GetProperty("valid").GetBoolean()
        where schema.IsValid(data) != expected || (schema.Validate(data).Count == 0) != expected
        select $"{Description}: {test.GetProperty("description").GetString()}";

    /// <summary>True if the schema has the keyword anywhere.</summary>
    public bool Mentions(string keyword) => Mentions(Schema, keyword);

    private static bool Mentions(JsonElement element, string keyword) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(field => field.NameEquals(keyword) || Mentions(field.Value, keyword)),
        JsonValueKind.Array => element.EnumerateArray().Any(item => Mentions(item, keyword)),
        _ => false,
    };
}
