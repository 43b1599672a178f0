using CrossStudyBroker.Contracts.Schemas;
using Xunit;

namespace CrossStudyBroker.Tests.Schemas;

public sealed class SchemaChoiceTests
{
    private const string ByKind = """
        {
          "oneOf": [
            { "$ref": "#/$defs/unit" },
            { "type": "object", "properties": { "kind": { "const": "realisation" }, "state": { "enum": [1] } }, "required": ["kind", "unit"] }
          ],
          "$defs": {
            "unit": { "type": "object", "properties": { "kind": { "$ref": "#/$defs/unitKind" }, "state": { "enum": [2] } }, "required": ["kind", "name"] },
            "unitKind": { "enum": ["course-unit", "study-module"] }
          }
        }
        """;

    [Theory]
    [InlineData("""{"kind":"course-unit","state":2}""", "field-missing", "/name")]
    [InlineData("""{"kind":"realisation","state":1}""", "field-missing", "/unit")]
    public void A_field_that_tells_the_branches_apart_decides_whose_faults_are_told(string instance, string code, string pointer)
    {
        var fault = TestSchemas.TheFault(ByKind, instance);
        Assert.Equal((code, pointer), (fault.Code, fault.Pointer));
    }

    [Fact]
    public void Where_no_branch_is_meant_the_choice_is_not_matched()
    {
        var fault = TestSchemas.TheFault(ByKind, """{"kind":"degree","state":2,"name":1,"unit":1}""");
        Assert.Equal(
            new SchemaFault("choice-not-matched", "", "oneOf", "None of 2 allowed forms matches. Expected \"course-unit\" or \"study-module\". Or: Expected \"realisation\"."),
            fault);
    }

    [Fact]
    public void Where_only_one_branch_has_the_type_its_faults_are_told() =>
        Assert.Equal("pattern", TestSchemas.TheFault("""{"anyOf":[{"type":"null"},{"type":"string","pattern":"^a"}]}""", "\"b\"").Keyword);

    [Fact]
    public void Where_no_branch_has_the_type_all_are_told() =>
        Assert.Equal(
            "None of 2 allowed forms matches. Expected null. Or: Expected text.",
            TestSchemas.TheFault("""{"anyOf":[{"type":"null"},{"type":"string"}]}""", "1").Message);

    [Theory]
    [InlineData("""{"anyOf":[{"required":["a"]},{"required":["b"]}]}""", "Expected \"a\" or \"b\" to be given.")]
    [InlineData("""{"anyOf":[{"required":["a"]},{"required":["b","c"]}]}""", "Expected \"a\" or \"b\" and \"c\" to be given.")]
    public void Where_only_fields_are_missing_they_are_named(string schema, string message)
    {
        var fault = TestSchemas.TheFault(schema, "{}");
        Assert.Equal(("choice-not-matched", message), (fault.Code, fault.Message));
    }

    [Fact]
    public void Two_matches_are_one_too_many() =>
        Assert.Equal(
            "Expected exactly one of 3 forms, but 2 of them match.",
            TestSchemas.TheFault("""{"oneOf":[{"type":"integer"},{"minimum":2},{"type":"null"}]}""", "3").Message);
}
