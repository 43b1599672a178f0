using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Broker.Findings;
using CrossStudyBroker.Broker.Flow;
using CrossStudyBroker.Broker.Overviews;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Dashboard.Pages.Overviews;
using CrossStudyBroker.Tests.Tracking;
using Xunit;

namespace CrossStudyBroker.Tests.Pages;

/// <summary>The one sentence on top of the overview: what matters most is said first.</summary>
public sealed class VerdictTests
{
    private static readonly Finding Found = new() { Kind = FindingKind.Silent, Institution = Sample.Target, Since = Sample.Start };
    private static readonly OldestWaiting Waits = new(DeliveryState.Parked, Sample.Start, Sample.Home, Sample.Target, Sample.Id("m-1"));

    [Fact]
    public void Where_nothing_waits_for_a_person_and_nothing_is_found_everything_flows() =>
        Assert.Equal(("flows", "good", 0), Said(Of()));

    [Fact]
    public void What_waits_for_a_person_is_counted_in_all_directions_and_comes_before_what_is_found()
    {
        var verdict = Verdict.Of(Of(parked: [2, 1], found: 4), isConnected: true);

        Assert.Equal(("people", "bad", 3L), (verdict.Word, verdict.Tone, verdict.Number));
        Assert.Equal(Waits, verdict.Oldest);
        Assert.Equal(("look", "waiting", 4), Said(Of(found: 4)));
    }

    [Theory]
    [InlineData("broker", 0, "role")]
    [InlineData("adapters", 0, "role")]
    [InlineData("adapters", 1, "people")]
    [InlineData("reference-sis", 0, "people")] // nothing real needs it
    public void A_part_that_nothing_is_delivered_without_comes_first(string role, int replicas, string word) =>
        Assert.Equal(word, Verdict.Of(Of(parked: [1], roles: [new RolePresence(role, replicas, Sample.Start)]), isConnected: true).Word);

    [Fact]
    public void A_transport_that_is_away_comes_before_everything() =>
        Assert.Equal("transport", Verdict.Of(Of(parked: [1], found: 1, roles: [new RolePresence("broker", 0, Sample.Start)]), isConnected: false).Word);

    private static (string, string, long) Said(Overview overview)
    {
        var verdict = Verdict.Of(overview, isConnected: true);
        return (verdict.Word, verdict.Tone, verdict.Number);
    }

    private static Overview Of(int[]? parked = null, int found = 0, RolePresence[]? roles = null) => new()
    {
        At = Sample.Start,
        From = Sample.Start,
        Totals = [.. (parked ?? [0]).Select(number => new KindFlow(FlowDirection.All, null, Parked(number)))],
        Kinds = [],
        Flows = [],
        Series = [],
        Oldest = [Waits with { State = DeliveryState.Retrying }, Waits],
        Causes = new CauseCount(0, 0, 0),
        Findings = new FindingList([.. Enumerable.Repeat(Found, found)], null),
        Expiring = new Expiring(TimeSpan.FromHours(48), 0, null, []),
        Roles = roles ?? [],
    };

    private static FlowNumbers Parked(int number)
    {
        var numbers = new FlowNumbers();
        numbers.AddOpen(DeliveryState.Parked, number);
        return numbers;
    }
}
