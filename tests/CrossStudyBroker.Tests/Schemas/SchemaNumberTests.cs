using System.Text.Json;
using Xunit;

namespace CrossStudyBroker.Tests.Schemas;

public sealed class SchemaNumberTests
{
    [Theory]
    [InlineData("""{"type":"integer"}""", "1.0", true)]
    [InlineData("""{"type":"integer"}""", "10e-1", true)]
    [InlineData("""{"type":"integer"}""", "1e-1", false)]
    [InlineData("""{"type":"integer"}""", "-0.0", true)]
    [InlineData("""{"type":"integer"}""", "1e400", true)]
    [InlineData("""{"maximum":0.3}""", "0.30000000000000000000000000000000000001", false)]
    [InlineData("""{"maximum":0.3}""", "3e-1", true)]
    [InlineData("""{"exclusiveMinimum":0}""", "1e-99999999999999999999999", true)]
    [InlineData("""{"exclusiveMinimum":0}""", "-1e99999999999999999999999", false)]
    [InlineData("""{"minimum":-1}""", "-1.00", true)]
    [InlineData("""{"minimum":-1}""", "-1.01", false)]
    [InlineData("""{"maximum":9007199254740993}""", "9007199254740992", true)]
    [InlineData("""{"maximum":9007199254740992}""", "9007199254740993", false)]
    [InlineData("""{"const":1}""", "1.0", true)]
    [InlineData("""{"const":0.1}""", "0.10000000000000000001", false)]
    [InlineData("""{"multipleOf":0.01}""", "4.35", true)]
    [InlineData("""{"multipleOf":0.01}""", "4.355", false)]
    [InlineData("""{"multipleOf":0.5}""", "1e999999999", true)]
    [InlineData("""{"multipleOf":7}""", "1e-999999999", false)]
    [InlineData("""{"multipleOf":7}""", "0", true)]
    [InlineData("""{"multipleOf":3}""", "999999999999999999999999999999999999999999", true)]
    public void Numbers_are_compared_exactly(string schema, string number, bool valid) =>
        Assert.Equal(valid, TestSchemas.Load(schema).IsValid(JsonElement.Parse(number)));

    [Fact]
    public void Long_lists_of_equal_values_in_other_words_are_not_unique()
    {
        var schema = TestSchemas.Load("""{"uniqueItems":true}""");
        var items = string.Join(',', Enumerable.Range(0, 100).Select(number => $$"""{"a":{{number}},"b":["x"]}"""));
        Assert.True(schema.IsValid(JsonElement.Parse($"[{items}]")));
        Assert.False(schema.IsValid(JsonElement.Parse($$"""[{{items}},{"b":["\u0078"],"a":5.50e1}]""")));
    }
}
