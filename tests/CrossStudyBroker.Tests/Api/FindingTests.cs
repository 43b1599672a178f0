using System.Text.Json.Nodes;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.Languages;
using CrossStudyBroker.Tests.Behaviour;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Api;

/// <summary>What does not move is found by itself, told with what to do next, and gone when it moves.</summary>
public sealed class FindingTests : IAsyncLifetime
{
    private readonly ApiHost _host = new()
    {
        Settings =
        {
            ["Findings:Interval"] = "00:00:00.1",
            ["Findings:Parked"] = "00:00:01",
            ["Adapters:Retries"] = "0",
            ["Adapters:FailureMinimum"] = "2",
            ["Adapters:BreakDuration"] = "00:00:01",
            ["Retries:FirstDelay"] = "00:00:00.2",
        },
    };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_parked_delivery_that_nobody_resolves_is_found_with_what_to_do_in_the_callers_language()
    {
        var message = Completion();
        _host.Sis(Metropolia).Answers(message.Id(), Outcome.FailedPermanently(ProblemCodes.StudentUnknown));
        var parked = await _host.SendAsync(message, (Metropolia, MessageState.Parked));

        var finding = await FindsAsync(HaagaHelia, "stuck");
        Assert.Equal((Metropolia, "parked", 1, "recipient"), (Text(finding, "institution"), Text(finding, "state"), finding["number"]!.GetValue<int>(), Text(finding, "whoCanAct")));
        Assert.Equal([parked], (await _host.GetAsync(HaagaHelia, Text(finding, "messages")!)).Texts("messages", "trackingId"));
        await FindsAsync(Metropolia, "stuck");
        await FindsAsync(Operator, "stuck");
        Assert.Empty((await _host.GetAsync(Laurea, "/v1/findings")).Body["findings"]!.AsArray());
        foreach (var language in new[] { "fi", "sv", "en" })
        {
            var list = await _host.AskAsync(HttpMethod.Get, Operator, "/v1/findings", language: language);
            Assert.Equal([Locale.Of(language)["finding.stuck-parked.remedy"]], list.Texts("findings", "remedy"));
        }
    }

    [Fact]
    public async Task A_recipient_whose_circuit_is_open_is_found_until_it_answers()
    {
        JsonObject[] messages = [Completion(), Completion(), Completion()];
        foreach (var message in messages)
        {
            _host.Sis(Metropolia).Answers(message.Id(), Outcome.FailedTemporarily(ProblemCodes.RecipientBusy));
            await _host.SendAsync(message);
        }

        var finding = await FindsAsync(Operator, "breaker-open");
        Assert.Equal(Metropolia, Text(finding, "institution"));
        await FindsAsync(Metropolia, "breaker-open");
        Assert.Empty((await _host.GetAsync(HaagaHelia, "/v1/findings")).Body["findings"]!.AsArray());

        Array.ForEach(messages, message => _host.Sis(Metropolia).Answers(message.Id(), Outcome.Processed));
        await Eventually.SeesAsync(async () => (await _host.GetAsync(Operator, "/v1/findings")).Texts("findings", "kind").Count(), count => count == 0, "no finding");
    }

    private Task<JsonNode> FindsAsync(string who, string kind) => Eventually.SeesAsync(
        async () => (await _host.GetAsync(who, "/v1/findings")).Body["findings"]!.AsArray().SingleOrDefault() ?? new JsonObject(),
        finding => Text(finding, "kind") == kind,
        $"one finding, {kind}");

    private static string? Text(JsonNode finding, string name) => finding[name]?.GetValue<string>();
}
