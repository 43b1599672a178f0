using System.Text.Json;
using Xunit;

namespace CrossStudyBroker.Tests.Schemas;

public sealed class SchemaPatternTests
{
    [Theory]
    [InlineData(@"^a$", "a", true)]
    [InlineData(@"^a$", "a\n", false)]
    [InlineData(@"^\d+$", "٣", false)]
    [InlineData(@"^[\d]+$", "٣", false)]
    [InlineData(@"^\w$", "é", false)]
    [InlineData(@"^[\w-]+$", "a-b", true)]
    [InlineData(@"^[a-]$", "-", true)]
    [InlineData(@"^[+\-A]$", "-", true)]
    [InlineData(@"^[a-c[]$", "[", true)]
    [InlineData(@"^.$", "🐲", true)] // one character, two units
    [InlineData(@"^[^a]$", "🐲", true)]
    [InlineData(@"^\D$", "🐲", true)]
    [InlineData(@"^🐲{2}$", "🐲🐲", true)]
    [InlineData(@"^\u{1F432}$", "🐲", true)]
    [InlineData(@"^\ud83d\udc32$", "🐲", true)]
    [InlineData(@"^.$", "\u2028", false)]
    [InlineData(@"^[^@ ]{1,3}@x$", "abc@x", true)]
    [InlineData(@"^[^@ ]{1,3}@x$", "ab c@x", false)]
    [InlineData(@"^(?<year>[0-9]{4})-(spring|autumn)$", "2026-autumn", true)]
    [InlineData(@"^(?:a|b)+?$", "abba", true)]
    [InlineData(@"^a\/b\.c\\$", "a/b.c\\", true)]
    [InlineData(@"^\x41\u0042\cJ$", "AB\n", true)]
    [InlineData(@"^# a$", "# a", true)]
    [InlineData(@"^\p{Lu}\P{Lu}$", "Äb", true)]
    public void Patterns_mean_what_ECMAScript_says(string pattern, string text, bool matches)
    {
        var schema = TestSchemas.Load($$"""{"pattern":{{JsonSerializer.Serialize(pattern)}}}""");
        Assert.Equal(matches, schema.IsValid(JsonSerializer.SerializeToElement(text)));
    }

    [Fact]
    public void A_hostile_text_takes_no_longer_than_a_friendly_one()
    {
        // Exponential in an engine that backtracks: this test would not end.
        var schema = TestSchemas.Load("""{"pattern":"^(a+)+$"}""");
        Assert.False(schema.IsValid(JsonSerializer.SerializeToElement(new string('a', 50_000) + "!")));
    }
}
