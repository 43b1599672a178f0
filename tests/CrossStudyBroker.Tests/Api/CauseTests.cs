using System.Text.Json.Nodes;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Tests.Behaviour;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Api;

/// <summary>What failed, by cause: each sees its own part, with what to do in its language; what is put right is gone.</summary>
public sealed class CauseTests : IAsyncLifetime
{
    private readonly ApiHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Failures_of_one_cause_are_one_group_that_each_party_sees_its_own_part_of()
    {
        await FailAsync(HaagaHelia, Metropolia, Outcome.FailedPermanently(ProblemCodes.StudentUnknown), MessageState.Parked);
        await FailAsync(HaagaHelia, Metropolia, Outcome.FailedPermanently(ProblemCodes.StudentUnknown), MessageState.Parked);
        await FailAsync(Laurea, Metropolia, Outcome.FailedPermanently(ProblemCodes.StudentUnknown), MessageState.Parked);

        var whole = await SeesAsync(Operator, 3);
        Assert.Equal((ProblemCodes.StudentUnknown, "adapter", Metropolia, "recipient"), (Text(whole, "code"), Text(whole, "step"), Text(whole, "recipient"), Text(whole, "whoCanFix")));
        Assert.Equal(3, whole["hours"]!.AsArray()[^1]!.GetValue<long>());
        await SeesAsync(Metropolia, 3);
        await SeesAsync(HaagaHelia, 2);
        await SeesAsync(Laurea, 1);
    }

    [Fact]
    public async Task A_group_has_its_history_its_senders_and_its_messages()
    {
        var parked = await FailAsync(HaagaHelia, Metropolia, Outcome.FailedPermanently(ProblemCodes.StudentUnknown), MessageState.Parked);
        await FailAsync(Laurea, Metropolia, Outcome.FailedPermanently(ProblemCodes.StudentUnknown), MessageState.Parked);
        var id = Text(await SeesAsync(Metropolia, 2), "id");

        var whole = await _host.GetAsync(Metropolia, $"/v1/causes/{id}");
        var part = await _host.GetAsync(HaagaHelia, $"/v1/causes/{id}");

        Assert.Equal([HaagaHelia, Laurea], whole.Texts("senders", "sender").Order());
        Assert.Equal((2, 1), (whole.Body["days"]!.AsArray()[^1]!.GetValue<long>(), part.Body["days"]!.AsArray()[^1]!.GetValue<long>()));
        Assert.Null(part.Body["senders"]);
        Assert.Equal([parked], (await _host.GetAsync(HaagaHelia, part.Text("messages")!)).Texts("messages", "trackingId"));
        Assert.Equal(2, (await _host.GetAsync(Metropolia, whole.Text("messages")!)).Texts("messages", "trackingId").Count());
    }

    [Fact]
    public async Task Groups_are_given_in_pages_and_what_asks_for_no_page_is_refused()
    {
        await FailAsync(HaagaHelia, Metropolia, Outcome.FailedPermanently(ProblemCodes.StudentUnknown), MessageState.Parked);
        await FailAsync(HaagaHelia, Metropolia, Outcome.FailedPermanently(ProblemCodes.StudentAmbiguous), MessageState.Parked);
        await Eventually.SeesAsync(async () => (await _host.GetAsync(Metropolia, "/v1/causes")).Texts("causes", "id").Count(), count => count == 2, "two groups");

        var first = await _host.GetAsync(Metropolia, "/v1/causes?limit=1");
        var second = await _host.GetAsync(Metropolia, $"/v1/causes?limit=1&cursor={first.Text("next")}");

        Assert.Equal([ProblemCodes.StudentAmbiguous, ProblemCodes.StudentUnknown], first.Texts("causes", "code").Concat(second.Texts("causes", "code")).Order());
        Assert.Null(second.Body["next"]);
        foreach (var wrong in new[] { "cursor=elsewhere", "limit=0", "limit=201", "page=2" })
        {
            var refused = await _host.GetAsync(Metropolia, "/v1/causes?" + wrong);
            Assert.Equal((400, ProblemCodes.FilterInvalid), (refused.Status, refused.Code));
        }
    }

    [Fact]
    public async Task A_group_that_one_has_no_part_in_is_not_there()
    {
        await FailAsync(HaagaHelia, Metropolia, Outcome.FailedPermanently(ProblemCodes.StudentUnknown), MessageState.Parked);
        var id = Text(await SeesAsync(Operator, 1), "id");

        Assert.Empty((await _host.GetAsync(Laurea, "/v1/causes")).Body["causes"]!.AsArray());
        Assert.Equal((404, ProblemCodes.NotFound), ((await _host.GetAsync(Laurea, $"/v1/causes/{id}")).Status, (await _host.GetAsync(Laurea, $"/v1/causes/{id}")).Code));
        Assert.Empty((await _host.GetAsync(Laurea, $"/v1/messages?cause={id}")).Texts("messages", "trackingId"));
    }

    [Fact]
    public async Task What_the_broker_refused_is_its_senders_group_alone()
    {
        await _host.PostAsync(Completion().With("data", new JsonObject()));
        var id = Text(await SeesAsync(HaagaHelia, 0, ended: 1), "id");

        Assert.Equal("intake", Text(await SeesAsync(Operator, 0, ended: 1), "step"));
        Assert.Empty((await _host.GetAsync(Metropolia, "/v1/causes")).Body["causes"]!.AsArray());
        Assert.Equal(404, (await _host.GetAsync(Metropolia, $"/v1/causes/{id}")).Status);
        Assert.Single((await _host.GetAsync(HaagaHelia, $"/v1/messages?cause={id}")).Texts("messages", "trackingId"));
        Assert.Empty((await _host.GetAsync(Metropolia, $"/v1/messages?cause={id}")).Texts("messages", "trackingId"));
    }

    [Fact]
    public async Task A_group_is_gone_when_the_corrected_message_is_there()
    {
        var wrong = Completion();
        _host.Sis(Metropolia).Answers(wrong.Id(), Outcome.Refused(ProblemCodes.ContentRefused));
        await _host.SendAsync(wrong, (Metropolia, MessageState.Refused));
        await SeesAsync(HaagaHelia, 0, ended: 1);

        await _host.SendAsync(Completion().With("replaces", wrong.Id()), (Metropolia, MessageState.Processed));

        await SeesNoneAsync(HaagaHelia);
        await SeesNoneAsync(Operator);
    }

    [Fact]
    public async Task What_to_do_is_said_in_the_callers_language()
    {
        await FailAsync(HaagaHelia, Metropolia, Outcome.FailedPermanently(ProblemCodes.StudentUnknown), MessageState.Parked);
        await SeesAsync(Metropolia, 1);
        var problem = ProblemCatalogue.Find(ProblemCodes.StudentUnknown)!; // in the list

        foreach (var (language, text) in new[] { ("fi", problem.Remedy.Fi), ("sv", problem.Remedy.Sv), ("en", problem.Remedy.En) })
        {
            var list = await _host.AskAsync(HttpMethod.Get, Metropolia, "/v1/causes", language: language);
            Assert.Equal([text], list.Texts("causes", "remedy"));
        }
    }

    private async Task<string> FailAsync(string sender, string recipient, Outcome outcome, MessageState state)
    {
        var message = Completion(sender, recipient);
        _host.Sis(recipient).Answers(message.Id(), outcome);
        return await _host.SendAsync(message, (recipient, state));
    }

    private Task<JsonNode> SeesAsync(string who, long open, long ended = 0) => Eventually.SeesAsync(
        async () => (await _host.GetAsync(who, "/v1/causes")).Body["causes"]!.AsArray().SingleOrDefault() ?? new JsonObject { ["open"] = -1L, ["ended"] = -1L },
        cause => (cause["open"]!.GetValue<long>(), cause["ended"]!.GetValue<long>()) == (open, ended),
        $"one group with {open} open and {ended} ended");

    private Task SeesNoneAsync(string who) => Eventually.SeesAsync(
        async () => (await _host.GetAsync(who, "/v1/causes")).Body["causes"]!.AsArray().Count, count => count == 0, "no group");

    private static string? Text(JsonNode cause, string name) => cause[name]?.GetValue<string>();
}
