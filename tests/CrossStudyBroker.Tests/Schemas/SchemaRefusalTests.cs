using CrossStudyBroker.Contracts.Schemas;
using Xunit;

namespace CrossStudyBroker.Tests.Schemas;

public sealed class SchemaRefusalTests
{
    [Theory]
    [InlineData("""{"unevaluatedProperties":false}""", "unevaluatedProperties", "")]
    [InlineData("""{"properties":{"a":{"items":{"requierd":["b"]}}}}""", "requierd", "/properties/a/items")]
    [InlineData("""{"$defs":{"unused":{"dependentSchemas":{}}}}""", "dependentSchemas", "/$defs/unused")]
    [InlineData("""{"then":{"$anchor":"a"}}""", "$anchor", "/then")]
    [InlineData("""{"format":"hostname"}""", "format", "")]
    [InlineData("""{"items":[true]}""", "", "/items")]
    [InlineData("""{"allOf":[]}""", "allOf", "")]
    [InlineData("""{"type":"text"}""", "type", "")]
    [InlineData("""{"required":"a"}""", "required", "")]
    [InlineData("""{"minLength":-1}""", "minLength", "")]
    [InlineData("""{"minLength":1.5}""", "minLength", "")]
    [InlineData("""{"maximum":"1"}""", "maximum", "")]
    [InlineData("""{"multipleOf":0}""", "multipleOf", "")]
    [InlineData("""{"uniqueItems":"yes"}""", "uniqueItems", "")]
    [InlineData("""{"enum":"a"}""", "enum", "")]
    [InlineData("""{"$ref":"#/$defs/nowhere"}""", "$ref", "")]
    [InlineData("""{"$ref":"other.json"}""", "$ref", "")]
    [InlineData("""{"$ref":"#anchor"}""", "$ref", "")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#"}""", "$schema", "")]
    [InlineData("""{"$defs":{"a":{"$id":"a.json"}}}""", "$id", "/$defs/a")]
    [InlineData("""{"$comment":"identity-code:passport"}""", "$comment", "")]
    [InlineData("""{"a":1,"a":2}""", "", "")]
    [InlineData("""{"type":"object",}""", "", "")]
    [InlineData("7", "", "")]
    public void What_cannot_be_checked_is_refused_by_name_and_place(string schema, string keyword, string pointer)
    {
        var refusal = Assert.Throws<SchemaRefusedException>(() => TestSchemas.Load(schema));
        Assert.Equal(("schema.json", keyword, pointer), (refusal.Document, refusal.Keyword, refusal.Pointer));
        Assert.Contains($"keyword \"{keyword}\" at #{pointer}", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"anyOf":[{"type":"null"},{"$ref":"#/$defs/b"}]},"b":{"not":{"$ref":"#/$defs/a"}}}}""")]
    [InlineData("""{"if":{"allOf":[{"$ref":"#"}]}}""")]
    public void References_without_an_end_are_refused(string schema) =>
        Assert.Equal("$ref", Assert.Throws<SchemaRefusedException>(() => TestSchemas.Load(schema)).Keyword);

    [Theory]
    [InlineData(@"(?=a)")]
    [InlineData(@"(?!a)")]
    [InlineData(@"(?<=a)b")]
    [InlineData(@"(a)\1")]
    [InlineData(@"\bword\b")]
    [InlineData(@"[\D]")]
    [InlineData(@"[🐲]")]
    [InlineData(@"[]")]
    [InlineData(@"a{")]
    [InlineData(@"a}")]
    [InlineData(@"(a")]
    [InlineData(@"*a")]
    [InlineData(@"\p{Script=Latin}")]
    [InlineData(@"\q")]
    [InlineData(@"\")]
    [InlineData(@"\u12")]
    public void Patterns_that_would_mean_something_else_are_refused(string pattern)
    {
        var schema = $$"""{"pattern":{{System.Text.Json.JsonSerializer.Serialize(pattern)}}}""";
        Assert.Equal("pattern", Assert.Throws<SchemaRefusedException>(() => TestSchemas.Load(schema)).Keyword);
    }
}
