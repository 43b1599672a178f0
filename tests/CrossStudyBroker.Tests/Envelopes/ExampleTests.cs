using System.Text;
using System.Text.RegularExpressions;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Problems;
using Xunit;

namespace CrossStudyBroker.Tests.Envelopes;

/// <summary>Runs every example of contracts/examples through the validation that the broker uses; an example's name says what it must get.</summary>
public partial class ExampleTests
{
    private static readonly string Folder = Repository.PathOf("contracts/examples");

    public static TheoryData<string> Valid => Files("valid-");

    public static TheoryData<string> Invalid => Files("invalid-");

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_valid_example_has_no_problem(string file)
    {
        using var message = Read(file);

        Assert.Empty(message.Problems);
        Assert.Equal(Path.GetDirectoryName(file), message.Envelope?.Type.Name);
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void An_invalid_example_gets_the_code_that_its_name_says(string file)
    {
        using var message = Read(file);

        Assert.NotEmpty(message.Problems);
        var name = Path.GetFileNameWithoutExtension(file)["invalid-".Length..];
        Assert.Contains(message.Problems.Select(problem => problem.Code).Take(1), code => name == code || name.StartsWith(code + "--", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void A_problem_never_repeats_a_value_of_the_message(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));
        using var message = Read(file);

        var values = text.Split('"').Where(part => part.Length >= 8 && part.Any(char.IsDigit) && !part.Contains("crossstudy.", StringComparison.Ordinal));
        var said = string.Join(' ', message.Problems.Select(problem => problem.Detail));
        Assert.DoesNotContain(values, value => said.Contains(value, StringComparison.Ordinal));
    }

    // Individual numbers from 900 on and learner numbers of node 98 belong to nobody. A hexadecimal digit or hyphen beside it makes it part of a UUID.
    [Fact]
    public void Identity_codes_in_examples_are_nobodys()
    {
        var texts = Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        var individuals = texts.SelectMany(text => Hetu().Matches(text)).Select(match => match.Groups[1].Value).ToList();
        var nodes = texts.SelectMany(text => Oid().Matches(text)).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(individuals);
        Assert.All(individuals, number => Assert.InRange(int.Parse(number), 900, 999));
        Assert.NotEmpty(nodes);
        Assert.All(nodes, node => Assert.True(node is "98" or "10", $"node {node}")); // 10: organisations
    }

    [Fact]
    public void Every_type_has_examples_valid_and_for_those_an_institution_sends_at_least_three_invalid()
    {
        foreach (var type in MessageType.All.Values)
        {
            var files = Directory.Exists(Path.Combine(Folder, type.Name)) ? Directory.GetFiles(Path.Combine(Folder, type.Name)).Select(Path.GetFileName).ToList() : [];
            Assert.True(files.Any(name => name!.StartsWith("valid-", StringComparison.Ordinal)), $"{type.Name} has no valid example.");
            Assert.True(type.FromBroker || files.Count(name => name!.StartsWith("invalid-", StringComparison.Ordinal)) >= 3, $"{type.Name} has fewer than three invalid examples.");
        }
    }

    [Theory]
    [InlineData("", ProblemCodes.MalformedJson)]
    [InlineData("[]", ProblemCodes.MalformedJson)]
    [InlineData("{\"id\":\"a\",\"id\":\"b\"}", ProblemCodes.MalformedJson)]
    [InlineData("{\"id\":\"a\"", ProblemCodes.MalformedJson)]
    [InlineData("{}", ProblemCodes.EnvelopeInvalid)]
    [InlineData("null", ProblemCodes.MalformedJson)]
    [InlineData("{\"id\":\"\\ud800\"}", ProblemCodes.MalformedJson)]
    [InlineData("{\"\\udc00\":1}", ProblemCodes.MalformedJson)]
    public void Text_that_is_no_message_gets_a_code(string text, string code)
    {
        using var message = MessageValidation.Validate(Encoding.UTF8.GetBytes(text), MessageValidation.ContentType);

        Assert.Equal(code, message.Problems[0].Code);
        Assert.Null(message.Envelope);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_malformed() =>
        Assert.Equal(ProblemCodes.MalformedJson, MessageValidation.Validate(new byte[] { 0x7B, 0x22, 0xC3, 0x28, 0x22, 0x3A, 0x31, 0x7D }, MessageValidation.ContentType).Problems[0].Code);

    [Theory]
    [InlineData("application/cloudevents+json", true)]
    [InlineData("application/cloudevents+json; charset=utf-8", true)]
    [InlineData("Application/CloudEvents+JSON; charset=\"UTF-8\"", true)]
    [InlineData("application/cloudevents+json; charset=iso-8859-1", false)]
    [InlineData("application/json", false)]
    [InlineData("text/plain", false)]
    [InlineData("nonsense", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_structured_CloudEvents_in_UTF8_are_taken(string? contentType, bool taken)
    {
        using var message = MessageValidation.Validate("{}"u8.ToArray(), contentType);

        Assert.Equal(!taken, message.Problems[0].Code == ProblemCodes.ContentTypeUnsupported);
    }

    [Fact]
    public void A_message_over_the_limit_is_too_large() =>
        Assert.Equal(ProblemCodes.MessageTooLarge, MessageValidation.Validate(new byte[101], MessageValidation.ContentType, maxBytes: 100).Problems[0].Code);

    [GeneratedRegex(@"(?<![0-9a-f-])\d{6}[-+A-FU-Y](\d{3})[0-9A-Z](?![0-9a-f-])")]
    private static partial Regex Hetu();

    [GeneratedRegex(@"1\.2\.246\.562\.(\d+)\.")]
    private static partial Regex Oid();

    private static ReceivedMessage Read(string file) => MessageValidation.Validate(File.ReadAllBytes(Path.Combine(Folder, file)), MessageValidation.ContentType);

    private static TheoryData<string> Files(string prefix) =>
        [.. Directory.GetFiles(Folder, prefix + "*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];
}
