using System.Text;
using System.Text.RegularExpressions;
using CrossStudyBroker.Contracts.Problems;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Api;

/// <summary>Bad input gets its code at once, and good input goes on beside it.</summary>
public sealed partial class BadInputTests(ApiHost host) : IClassFixture<ApiHost>
{
    public static TheoryData<string, string?, int, string> Bodies => new()
    {
        { "", "application/cloudevents+json", 400, ProblemCodes.MalformedJson },
        { "{", "application/cloudevents+json", 400, ProblemCodes.MalformedJson },
        { "null", "application/cloudevents+json", 400, ProblemCodes.MalformedJson },
        { "[]", "application/cloudevents+json", 400, ProblemCodes.MalformedJson },
        { "\"text\"", "application/cloudevents+json", 400, ProblemCodes.MalformedJson },
        { "{\"id\":\"a\",\"id\":\"b\"}", "application/cloudevents+json", 400, ProblemCodes.MalformedJson },
        { "{\"id\":\"\\ud800\"}", "application/cloudevents+json", 400, ProblemCodes.MalformedJson },
        { new string('[', 5000), "application/cloudevents+json", 400, ProblemCodes.MalformedJson },
        { "{}", "application/cloudevents+json", 400, ProblemCodes.EnvelopeInvalid },
        { "{\"id\":1,\"type\":2}", "application/cloudevents+json; charset=utf-8", 400, ProblemCodes.EnvelopeInvalid },
        { "{}", "application/json", 415, ProblemCodes.ContentTypeUnsupported },
        { "{}", "application/cloudevents-batch+json", 415, ProblemCodes.ContentTypeUnsupported },
        { "{}", "application/cloudevents+json; charset=utf-16", 415, ProblemCodes.ContentTypeUnsupported },
        { "{}", "text/html", 415, ProblemCodes.ContentTypeUnsupported },
        { "{}", "nonsense", 415, ProblemCodes.ContentTypeUnsupported },
        { "{}", null, 415, ProblemCodes.ContentTypeUnsupported },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task What_is_no_message_gets_a_code(string body, string? contentType, int status, string code)
    {
        var answer = await host.PostAsync(HaagaHelia, Encoding.UTF8.GetBytes(body), contentType);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_get_a_code() =>
        Assert.Equal(ProblemCodes.MalformedJson, (await host.PostAsync(HaagaHelia, [0x7B, 0x22, 0xC3, 0x28, 0x22, 0x3A, 0x31, 0x7D])).Code);

    [Fact]
    public async Task Every_invalid_example_is_refused_over_HTTP_with_the_code_in_its_name_while_good_messages_are_taken()
    {
        var examples = Directory.GetFiles(Repository.PathOf("contracts/examples"), "invalid-*.json", SearchOption.AllDirectories);
        Assert.NotEmpty(examples);
        var bad = examples.Select(async file =>
        {
            var text = OwnId().Replace(await File.ReadAllTextAsync(file), _ => $"\"id\": \"{Guid.NewGuid()}\"", 1); // several examples share an id
            var answer = await host.PostAsync(HaagaHelia, Encoding.UTF8.GetBytes(text));
            var name = Path.GetFileNameWithoutExtension(file)["invalid-".Length..].Split("--")[0];
            return (File: file, Expected: (400, name), Actual: (answer.Status, answer.Code));
        });
        var good = Enumerable.Range(0, 20).Select(_ => host.PostAsync(Completion(sender: HaagaHelia)));

        Assert.All(await Task.WhenAll(good), answer => Assert.Equal(202, answer.Status));
        Assert.All(await Task.WhenAll(bad), outcome => Assert.Equal(outcome.Expected, outcome.Actual));
    }

    [Fact]
    public async Task An_answer_never_repeats_a_value_of_the_message()
    {
        foreach (var (attribute, value) in new[] { ("id", "010190-998V"), ("caseid", "1.2.246.562.98.90020000155"), ("source", "/institutions/salasana"), ("type", "crossstudy.salasana.v1"), ("salasana", "salasana"), ("recipient", "salasana") })
        {
            var answer = await host.PostAsync(HaagaHelia, Encoding.UTF8.GetBytes(Completion().With(attribute, value).ToJsonString()));

            Assert.InRange(answer.Status, 400, 422);
            Assert.DoesNotContain(value, string.Join(' ', answer.Text("title"), answer.Text("detail"), answer.Details), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_same_bytes_may_be_refused_for_another_reason_the_next_time()
    {
        var typed = await host.PostAsync(HaagaHelia, "{ no message"u8.ToArray(), "application/json");
        var corrected = await host.PostAsync(HaagaHelia, "{ no message"u8.ToArray());
        var again = await host.PostAsync(HaagaHelia, "{ no message"u8.ToArray());

        Assert.Equal((415, 400), (typed.Status, corrected.Status));
        Assert.NotEqual(typed.Text("trackingId"), corrected.Text("trackingId"));
        Assert.Equal(corrected.Text("trackingId"), again.Text("trackingId"));
    }

    [GeneratedRegex("\"id\": \"[0-9a-f-]{36}\"")]
    private static partial Regex OwnId();
}
