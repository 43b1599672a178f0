using Xunit;

namespace CrossStudyBroker.Tests.Schemas;

public sealed class SchemaIdentityCodeTests
{
    [Theory]
    [InlineData("hetu", "010190-999W", null)]
    [InlineData("hetu", "010190-9990", "identity-code-invalid")]
    [InlineData("hetu", "010190-999\\u0057", null)]
    [InlineData("learner-number", "1.2.246.562.24.00000000013", null)]
    [InlineData("learner-number", "1.2.246.562.24.00000000014", "identity-code-invalid")]
    [InlineData("esi", "urn:schac:personalUniqueCode:int:esi:fi:1", null)]
    [InlineData("esi", "fi:1", "value-malformed")]
    [InlineData("eppn", "a@example.fi", null)]
    [InlineData("eppn", "a", "value-malformed")]
    [InlineData("student-number", "a123", null)]
    [InlineData("student-number", "a 123", "value-malformed")]
    public void A_comment_asks_for_an_identity_code(string kind, string text, string? code)
    {
        var faults = TestSchemas.Faults($$"""{"properties":{"a":{"$comment":"identity-code:{{kind}}" } } }""", $$"""{"a":"{{text}}"}""");
        Assert.Equal(code, faults.SingleOrDefault()?.Code);
        Assert.All(faults, fault => Assert.Equal(("/a", "$comment"), (fault.Pointer, fault.Keyword)));
    }

    [Fact]
    public void Other_comments_and_other_types_are_left_alone()
    {
        Assert.Empty(TestSchemas.Faults("""{"$comment":"personal-data"}""", "\"x\""));
        Assert.Empty(TestSchemas.Faults("""{"$comment":"identity-code:hetu"}""", "7"));
    }

    [Fact]
    public void Text_that_fails_its_pattern_is_not_blamed_twice() =>
        Assert.Equal("pattern", TestSchemas.TheFault("""{"$defs":{"hetu":{"pattern":"^[0-9]{6}"}},"$ref":"#/$defs/hetu","$comment":"identity-code:hetu"}""", "\"x\"").Keyword);
}
