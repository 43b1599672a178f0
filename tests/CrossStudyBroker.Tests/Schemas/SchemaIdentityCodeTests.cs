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

    // To the sender they are one thing: this is not the student's code. What the pattern would say is of no use to it.
    [Theory]
    [InlineData("hetu", "010190Z999W")]
    [InlineData("hetu", "010190-999Z")]
    [InlineData("hetu", "320190-999W")]
    [InlineData("hetu", "x")]
    [InlineData("hetu", "")]
    [InlineData("learner-number", "1.2.246.562.10.00000000013")]
    [InlineData("learner-number", "00000000013")]
    public void A_code_of_the_wrong_form_is_an_invalid_code_and_blamed_once(string kind, string text)
    {
        var fault = TestSchemas.TheFault(
            $$"""{"properties":{"a":{"$ref":"#/$defs/code","$comment":"identity-code:{{kind}}"} },"$defs":{"code":{"type":"string","pattern":"^[0-9]{6}-[0-9]{3}.$"} } }""",
            $$"""{"a":"{{text}}"}""");

        Assert.Equal(("identity-code-invalid", "/a"), (fault.Code, fault.Pointer));
    }

    [Fact]
    public void What_is_no_text_is_no_code_but_malformed() =>
        Assert.Equal("value-malformed", TestSchemas.TheFault("""{"$defs":{"hetu":{"type":"string"}},"$ref":"#/$defs/hetu","$comment":"identity-code:hetu"}""", "7").Code);
}
