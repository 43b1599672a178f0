using System.Text;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Problems;
using Xunit;

namespace CrossStudyBroker.Tests.Envelopes;

/// <summary>Bytes that are no message are told apart by what is the matter with them: "malformed" alone helps nobody to find it.</summary>
public sealed class MalformedJsonTests
{
    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" \r\n\t", "is empty")]
    [InlineData("\uFEFF{}", "byte order mark")]
    [InlineData("{\"id\":", "line 1, byte 7")]
    [InlineData("{\n'id':1}", "line 2, byte 1")]
    [InlineData("{}\n{}", "line 2, byte 1")]
    [InlineData("{\"id\":01}", "line 1, byte 8")]
    [InlineData("{\"id\":NaN}", "line 1, byte 7")]
    [InlineData("[{}]", "one JSON object")]
    [InlineData("\"text\"", "one JSON object")]
    [InlineData("null", "one JSON object")]
    [InlineData("{\"id\":1,\"id\":1}", "the same name twice")]
    [InlineData("{\"id\":1,\"\\u0069d\":1}", "the same name twice")]
    [InlineData("{\"data\":{\"a\":{\"b\":1,\"b\":2}}}", "the same name twice")]
    [InlineData("{\"id\":\"\\ud800\"}", "half of a surrogate pair")]
    [InlineData("{\"\\udc00\":1}", "half of a surrogate pair")]
    public void The_detail_says_what_is_wrong(string text, string said) => Expect(Encoding.UTF8.GetBytes(text), said);

    [Fact]
    public void Bytes_in_another_encoding_are_told_so() => Expect(Encoding.Unicode.GetBytes("{\"id\":\"ä\"}"), "UTF-8");

    [Theory]
    [InlineData(32, false)]
    [InlineData(33, true)]
    [InlineData(100_000, true)]
    public void Nesting_has_a_limit_that_is_told(int levels, bool tooDeep)
    {
        var body = Encoding.UTF8.GetBytes("{\"a\":" + new string('[', levels - 1) + new string(']', levels - 1) + "}");
        using var message = MessageValidation.Validate(body, MessageValidation.ContentType);

        Assert.Equal(tooDeep, message.Problems[0].Detail!.Contains("32 levels", StringComparison.Ordinal)); // every problem of bytes has a detail
    }

    [Fact]
    public void Nesting_without_an_end_is_told_before_the_end_that_is_missing() => Expect(Encoding.UTF8.GetBytes(new string('[', 100_000)), "32 levels");

    private static void Expect(byte[] body, string said)
    {
        using var message = MessageValidation.Validate(body, MessageValidation.ContentType);

        var problem = Assert.Single(message.Problems);
        Assert.Equal((ProblemCodes.MalformedJson, ""), (problem.Code, problem.Pointer));
        Assert.Contains(said, problem.Detail, StringComparison.Ordinal);
    }
}
