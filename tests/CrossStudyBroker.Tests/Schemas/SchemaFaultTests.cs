using System.Text;
using System.Text.Json;
using CrossStudyBroker.Contracts.Schemas;
using Xunit;

namespace CrossStudyBroker.Tests.Schemas;

public sealed class SchemaFaultTests
{
    [Theory]
    [InlineData("""{"required":["a"]}""", "{}", "field-missing", "/a", "required", "The field \"a\" is missing.")]
    [InlineData("""{"properties":{"a":{"required":["b/c~"]}}}""", """{"a":{}}""", "field-missing", "/a/b~1c~0", "required", "The field \"b/c~\" is missing.")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""", "field-missing", "/b", "dependentRequired", "The field \"b\" must be given where \"a\" is.")]
    [InlineData("""{"properties":{"firstNames":true,"lastName":true},"additionalProperties":false}""", """{"lastNames":1}""", "field-unknown", "/lastNames", "additionalProperties", "There is no such field; the nearest known name is \"lastName\".")]
    [InlineData("""{"additionalProperties":false}""", """{"a":1}""", "field-unknown", "/a", "additionalProperties", "There is no such field; none is known here.")]
    [InlineData("""{"enum":["a","b",3]}""", "4", "value-not-allowed", "", "enum", "Expected \"a\", \"b\" or 3.")]
    [InlineData("""{"const":"1.0"}""", "1.0", "value-not-allowed", "", "const", "Expected \"1.0\".")]
    [InlineData("""{"properties":{"a":false}}""", """{"a":1}""", "value-not-allowed", "/a", "false", "Nothing may be given here.")]
    [InlineData("""{"type":["integer","null"]}""", "1.5", "value-malformed", "", "type", "Expected a whole number or null.")]
    [InlineData("""{"pattern":"^[0-9]{5}$","description":"Institution code."}""", "\"1234\"", "value-malformed", "", "pattern", "Expected text of the form ^[0-9]{5}$ (Institution code).")]
    [InlineData("""{"format":"date"}""", "\"2026-02-29\"", "value-malformed", "", "format", "Expected an existing date as YYYY-MM-DD.")]
    [InlineData("""{"items":{"minLength":1}}""", """["a",""]""", "value-out-of-range", "/1", "minLength", "Expected at least 1 character.")]
    [InlineData("""{"maxLength":2}""", "\"abc\"", "value-out-of-range", "", "maxLength", "Expected at most 2 characters.")]
    [InlineData("""{"minimum":0}""", "-0.001", "value-out-of-range", "", "minimum", "Expected at least 0.")]
    [InlineData("""{"multipleOf":0.5}""", "0.75", "value-out-of-range", "", "multipleOf", "Expected a multiple of 0.5.")]
    [InlineData("""{"minItems":1}""", "[]", "value-out-of-range", "", "minItems", "Expected at least 1 item.")]
    [InlineData("""{"uniqueItems":true}""", "[1,2,1.0]", "value-out-of-range", "/2", "uniqueItems", "The same item is in the list twice.")]
    [InlineData("""{"prefixItems":[true],"items":false}""", "[1,2]", "value-out-of-range", "/1", "items", "Expected at most 1 item.")]
    [InlineData("""{"contains":{"const":1}}""", "[2]", "value-out-of-range", "", "contains", "Expected at least 1 item of the form that the list must contain.")]
    [InlineData("""{"minProperties":1}""", "{}", "value-out-of-range", "", "minProperties", "Expected at least 1 field.")]
    [InlineData("""{"propertyNames":{"maxLength":2}}""", """{"abc":1}""", "value-out-of-range", "/abc", "maxLength", "Expected at most 2 characters.")]
    [InlineData("""{"not":{"required":["recipient"]}}""", """{"recipient":1}""", "choice-not-matched", "", "not", "\"recipient\" may not be given here.")]
    [InlineData("""{"not":{"required":["a","b"]}}""", """{"a":1,"b":1}""", "choice-not-matched", "", "not", "\"a\" and \"b\" may not be given together.")]
    [InlineData("""{"not":{"type":"null"}}""", "null", "choice-not-matched", "", "not", "The value has a form that is not allowed here.")]
    [InlineData("""{"if":{"properties":{"a":{"const":1}}},"then":{"required":["b"]}}""", """{"a":1}""", "field-missing", "/b", "required", "The field \"b\" is missing.")]
    public void Each_fault_has_a_code_a_pointer_and_what_was_expected(
        string schema, string instance, string code, string pointer, string keyword, string message) =>
        Assert.Equal(new SchemaFault(code, pointer, keyword, message), TestSchemas.TheFault(schema, instance));

    [Fact]
    public void Pointers_begin_at_the_given_place() =>
        Assert.Equal("/data/a", Assert.Single(TestSchemas.Faults("""{"required":["a"]}""", "{}", "/data")).Pointer);

    [Fact]
    public void A_value_of_the_wrong_type_has_that_fault_only() =>
        Assert.Equal("type", TestSchemas.TheFault("""{"type":"string","enum":["a"],"minLength":1}""", "7").Keyword);

    [Fact]
    public void Faults_come_in_the_order_of_the_document()
    {
        var faults = TestSchemas.Faults(
            """{"properties":{"a":{"type":"string"},"b":{"type":"string"}},"required":["a","b","c"],"additionalProperties":false}""",
            """{"b":1,"x":1,"a":1}""");
        Assert.Equal(["/b", "/x", "/a", "/c"], faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public void At_most_fifty_faults_are_collected() =>
        Assert.Equal(50, TestSchemas.Faults("""{"items":{"type":"string"}}""", $"[{string.Join(',', Enumerable.Range(0, 1000))}]").Count);

    [Fact]
    public void The_same_fault_is_told_once() =>
        Assert.Single(TestSchemas.Faults("""{"$defs":{"a":{"required":["x"]}},"$ref":"#/$defs/a","allOf":[{"$ref":"#/$defs/a"}]}""", "{}"));

    [Fact]
    public void Where_nothing_is_given_a_value_is_missing() =>
        Assert.Equal("field-missing", Assert.Single(TestSchemas.Load("true").Validate(default, "/data")).Code);

    [Fact]
    public void A_tooLonglist_of_allowed_values_is_told_by_its_nearest()
    {
        var values = string.Join(',', Enumerable.Range(0, 30).Select(number => $"\"code-{number:00}x\""));
        Assert.Equal("Expected one of 30 values; the nearest is \"code-17x\".", TestSchemas.TheFault($$"""{"enum":[{{values}}]}""", "\"Code17x\"").Message);
    }

    [Theory]
    [InlineData("""{"\u0061":1}""")] // an escaped name is still that name
    [InlineData("""{"a":1,"b":2}""")]
    public void Escapes_hide_no_field(string instance) =>
        Assert.Equal("/a", Assert.Single(TestSchemas.Faults("""{"properties":{"a":{"type":"string"}}}""", instance)).Pointer);

    [Fact]
    public void Escapes_in_text_are_read_before_it_is_checked()
    {
        var schema = TestSchemas.Load("""{"enum":["a\"b"],"pattern":"^a\"b$","maxLength":3}""");
        Assert.True(schema.IsValid(JsonElement.Parse("\"\\u0061\\\"b\"")));
    }

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\udc00\\ud800\"")]
    public void Half_a_character_is_malformed_text(string instance) =>
        Assert.Equal("Expected well-formed Unicode text.", TestSchemas.TheFault("""{"type":"string"}""", instance).Message);

    [Fact]
    public void Bytes_that_are_not_UTF8_are_malformed_text()
    {
        using var document = JsonDocument.Parse(new byte[] { (byte)'"', 0xC3, 0x28, (byte)'"' });
        Assert.Equal("value-malformed", Assert.Single(TestSchemas.Load("""{"type":"string","pattern":"."}""").Validate(document.RootElement)).Code);
    }

    [Fact]
    public void Suspicious_names_of_fields_are_withheld()
    {
        var tooLong = new string('x', 101);
        var faults = TestSchemas.Faults("""{"additionalProperties":false}""", $$"""{"010190-999W":1,"{{tooLong}}":1,"\ud800":1}""");
        Assert.All(faults, fault => Assert.Equal("/(name withheld)", fault.Pointer));
        Assert.NotEmpty(faults);
    }

    [Fact]
    public void Malformed_names_disturb_nothing() =>
        Assert.Equal("/a", Assert.Single(TestSchemas.Faults("""{"required":["a"],"properties":{"b":true}}""", """{"\ud800":1,"\ud800a":2}""")).Pointer);

    [Fact]
    public void Deep_documents_of_a_recursive_schema_are_walked_to_the_end()
    {
        var instance = new StringBuilder().Insert(0, """{"child":""", 60).Append("{\"child\":7}").Append('}', 60).ToString();
        var fault = TestSchemas.TheFault("""{"type":"object","properties":{"child":{"$ref":"#"}}}""", instance);
        Assert.Equal(string.Concat(Enumerable.Repeat("/child", 61)), fault.Pointer);
    }
}
