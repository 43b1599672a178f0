using System.Text.Json.Nodes;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Tests.Behaviour;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Api;

/// <summary>Whether transfers flow, told to each as far as it is concerned.</summary>
public sealed class OverviewTests : IAsyncLifetime
{
    private readonly ApiHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task What_was_sent_is_counted_for_its_sender_its_recipient_and_the_operator_and_for_nobody_else()
    {
        var failing = Completion();
        _host.Sis(Metropolia).Answers(failing.Id(), Outcome.FailedPermanently(ProblemCodes.StudentUnknown));
        await _host.SendAsync(failing, (Metropolia, MessageState.Parked));
        await _host.SendAsync(Completion(), (Metropolia, MessageState.Processed));
        await _host.PostAsync(Completion(recipient: "10067")); // refused

        Assert.Equal(["all: 3 1 1 2 1 1"], await TotalsAsync(Operator, "all: 3 1 1 2 1 1"));
        Assert.Equal(["out: 3 1 1 2 1 1", "in: 0 0 0 0 0 0"], await TotalsAsync(HaagaHelia, "out: 3 1 1 2 1 1"));
        Assert.Equal(["out: 0 0 0 0 0 0", "in: 2 1 1 1 1 1"], await TotalsAsync(Metropolia, "in: 2 1 1 1 1 1"));
        Assert.Equal(["out: 0 0 0 0 0 0", "in: 0 0 0 0 0 0"], await TotalsAsync(Laurea, "in: 0 0 0 0 0 0"));
        Assert.Empty((await _host.GetAsync(Laurea, "/v1/overview")).Body["flows"]!.AsArray());
        Assert.Equal([HaagaHelia], (await _host.GetAsync(Metropolia, "/v1/overview")).Texts("flows", "sender"));
        Assert.Equal(["parked"], (await _host.GetAsync(Metropolia, "/v1/overview")).Texts("oldest", "state"));
    }

    [Fact]
    public async Task The_overview_tells_whether_roles_transport_and_store_are_well()
    {
        var overview = await Eventually.SeesAsync(async () => (await _host.GetAsync(Operator, "/v1/overview")).Body, body => body["health"]!["roles"]!.AsArray().Count == 3, "all roles");

        Assert.Equal(("in-memory", true, "sqlite"), (overview["health"]!["transport"]!["kind"]!.GetValue<string>(), overview["health"]!["transport"]!["healthy"]!.GetValue<bool>(), overview["health"]!["store"]!["kind"]!.GetValue<string>()));
        Assert.Equal([("adapters", 1), ("broker", 1), ("dashboard", 1)], overview["health"]!["roles"]!.AsArray().Select(role => (role!["role"]!.GetValue<string>(), role["replicas"]!.GetValue<int>())));
    }

    [Fact]
    public async Task The_operator_sees_an_institutions_overview_as_it_does_itself_and_nobody_else_does()
    {
        await _host.SendAsync(Completion(), (Metropolia, MessageState.Processed));
        var own = await TotalsAsync(Metropolia, "in: 1 1 1 0 0 0");

        Assert.Equal(own, (await _host.GetAsync(Operator, "/v1/overview?institution=10065")).Body["totals"]!.AsArray().Select(Told));
        Assert.Equal(own, (await _host.GetAsync(Metropolia, "/v1/overview?institution=10065")).Body["totals"]!.AsArray().Select(Told));
        Assert.Equal((400, ProblemCodes.FilterInvalid), await RefusedAsync(HaagaHelia, "institution=10065"));
        Assert.Equal((400, ProblemCodes.FilterInvalid), await RefusedAsync(Operator, "institution=metropolia"));
        Assert.Equal((400, ProblemCodes.FilterInvalid), await RefusedAsync(Operator, "institution="));
    }

    [Theory]
    [InlineData("days=0")]
    [InlineData("days=x")]
    [InlineData("dyas=7")]
    public async Task A_filter_that_cannot_be_used_is_refused(string query) =>
        Assert.Equal((400, ProblemCodes.FilterInvalid), await RefusedAsync(Operator, query));

    private async Task<(int, string?)> RefusedAsync(string who, string query)
    {
        var answer = await _host.GetAsync(who, "/v1/overview?" + query);
        return (answer.Status, answer.Code);
    }

    private Task<string[]> TotalsAsync(string who, string awaited) => Eventually.SeesAsync(
        async () => (await _host.GetAsync(who, "/v1/overview")).Body["totals"]!.AsArray().Select(Told).ToArray(), totals => totals.Contains(awaited), awaited);

    private static string Told(JsonNode? total) =>
        $"{total!["direction"]}: {total["arrived"]} {total["delivered"]} {total["processed"]} {total["failed"]} {total["open"]} {total["parked"]}"; // an object, says the document
}
