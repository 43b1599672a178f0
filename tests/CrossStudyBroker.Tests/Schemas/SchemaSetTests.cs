using System.Text.Json;
using Xunit;

namespace CrossStudyBroker.Tests.Schemas;

public sealed class SchemaSetTests
{
    private static readonly (string, string) Common =
        ("common.json", """{"$id":"https://example.org/schemas/common.json","$defs":{"code":{"type":"string","pattern":"^[0-9]{5}$"},"self":{"properties":{"next":{"$ref":"#/$defs/self"}},"additionalProperties":{"$ref":"other.json"}}}}""");

    [Theory]
    [InlineData("common.json#/$defs/code")]
    [InlineData("https://example.org/schemas/common.json#/$defs/code")]
    [InlineData("common.json#/%24defs/code")]
    public void A_reference_finds_another_document_of_the_set(string reference)
    {
        var set = TestSchemas.LoadSet(Common, ("other.json", $$"""{"$id":"https://example.org/schemas/other.json","$ref":"{{reference}}"}"""));
        Assert.True(set.Get("other.json").IsValid(JsonElement.Parse("\"10056\"")));
        Assert.False(set.Get("other.json").IsValid(JsonElement.Parse("\"1005\"")));
    }

    [Fact]
    public void Documents_may_refer_to_each_other_in_a_circle()
    {
        var set = TestSchemas.LoadSet(Common, ("other.json", """{"type":"object","properties":{"a":{"$ref":"common.json#/$defs/self"}},"additionalProperties":false}"""));
        var schema = set.Get("other.json");
        Assert.True(schema.IsValid(JsonElement.Parse("""{"a":{"next":{"next":{"x":{"a":{}}}}}}""")));
        Assert.Equal("/a/next/x/b", Assert.Single(schema.Validate(JsonElement.Parse("""{"a":{"next":{"x":{"b":1}}}}"""))).Pointer);
    }

    [Fact]
    public void A_part_of_a_document_is_a_schema_too()
    {
        var set = TestSchemas.LoadSet(Common, ("other.json", "true"));
        Assert.True(set.Get("common.json#/$defs/code").IsValid(JsonElement.Parse("\"10056\"")));
        Assert.Equal(["common.json", "other.json"], set.Names);
    }

    [Fact]
    public void An_unknown_name_is_null_or_an_error_as_asked()
    {
        var set = TestSchemas.LoadSet(("other.json", "true"));
        Assert.Null(set.Find("common.json"));
        Assert.Throws<KeyNotFoundException>(() => set.Get("common.json"));
    }
}
