using System.Text.Json.Nodes;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Routing;
using Xunit;
using static CrossStudyBroker.Contracts.Problems.ProblemCodes;
using static CrossStudyBroker.Tests.Routing.SampleDirectory;
using static CrossStudyBroker.Tests.Routing.Situations;

namespace CrossStudyBroker.Tests.Routing;

/// <summary>R6, R7, R8, R9: what 10056 publishes to networks.</summary>
public class OfferingPublishedTests
{
    [Fact]
    public void Every_member_but_the_sender_sees_it_R6() => Assert.Equal(["10065", "10066"], Publish(to: ["3amk"]).Recipients);

    [Fact]
    public void Members_of_several_networks_see_it_once_R6() =>
        Assert.Equal(["10065", "10066", "10122"], Publish(to: ["3amk", "wide"], networks: [Network("3amk"), Network("wide", members: [Member("10056"), Member("10066"), Member("10122")])]).Recipients);

    [Fact]
    public void The_networks_of_all_items_count_R6()
    {
        var directory = SampleDirectory.Of(
            Network("3amk", members: [Member("10056"), Member("10065")]),
            Network("campusonline", members: [Member("10056"), Member("10122")]));
        Assert.Equal(["10065", "10122"], Decide(ExampleMessage.Read("offering.published/full"), directory: directory).Recipients);
    }

    [Theory]
    [InlineData("2020-08-01", "2026-01-11", false)]
    [InlineData("2020-08-01", "2026-01-12", true)] // last day
    [InlineData("2026-01-12", null, true)] // first day
    [InlineData("2026-01-13", null, false)]
    public void Members_whose_period_is_over_or_to_come_do_not_see_it_R6(string from, string? until, bool sees) =>
        Assert.Equal(sees ? ["10065", "10066"] : ["10066"], Publish(networks: Network("3amk", members: [Member("10056"), Member("10065", from, until), Member("10066")])).Recipients);

    [Fact]
    public void A_publisher_that_is_not_a_member_is_refused_and_nothing_is_sent_R1_R6()
    {
        var decision = Publish(to: ["3amk", "campusonline"], networks: [Network("3amk"), Network("campusonline", members: Member("10065"))]);
        Assert.Equal([(SenderNotMember, "/data/items/0/networks/1/id")], decision.Faults());
        Assert.Equal((0, 0), (decision.Recipients.Count, decision.Offerings.Count));
    }

    [Fact]
    public void Every_unknown_network_is_told_at_its_place_with_the_nearest_one_R8()
    {
        var decision = Publish(to: ["3akm", "campusonlin"]);
        Assert.Equal([(NetworkUnknown, "/data/items/0/networks/0/id"), (NetworkUnknown, "/data/items/0/networks/1/id")], decision.Faults());
        Assert.Contains("nearest one is campusonline", decision.Refusals[1].Detail);
    }

    [Fact]
    public void The_only_member_publishes_to_nobody_and_is_told_so_R6()
    {
        var decision = Publish(networks: Network("3amk", members: Member("10056")));
        Assert.Equal((0, 0, 1), (decision.Refusals.Count, decision.Recipients.Count, decision.Offerings.Count));
        Assert.Equal(NoRecipients, Assert.Single(decision.Notes).Code);
    }

    [Fact]
    public void The_broker_remembers_networks_and_periods_R2_R8_R9()
    {
        var known = Decide(ExampleMessage.Read("offering.published/full")).Offerings.Select(change => change.Offering).ToList();
        Assert.Equal(["CU-101", "SM-1", "R-5501"], known.Select(offering => offering.OfferingId));
        Assert.All(known, offering => Assert.Equal(("10056", Moment("2025-10-01T06:00:00Z"), false), (offering.Target, offering.PublishedAt, offering.Withdrawn)));
        Assert.Equal([Through("3amk", "2025-10-01", "2026-07-31"), Through("campusonline")], known[0].Networks);
        Assert.Equal((Moment("2026-01-12T06:00:00Z"), Moment("2026-01-18T21:59:59Z")), (known[2].EnrolmentStart, known[2].EnrolmentEnd));
        Assert.Equal((null, null), (known[0].EnrolmentStart, known[0].EnrolmentEnd));
    }

    [Theory]
    [InlineData("active", false)]
    [InlineData("cancelled", true)]
    [InlineData("archived", true)]
    public void Cancelled_and_archived_items_take_no_enrolments_R2(string status, bool withdrawn) =>
        Assert.Equal(withdrawn, Publish(edit: ("data/items/0/status", status)).Offerings.Single().Offering.Withdrawn);

    [Fact]
    public void Closed_enrolment_is_not_enrollable_whatever_the_period_says_R2()
    {
        var offering = Publish(edit: ("data/items/0/enrolmentClosed", true)).Offerings.Single().Offering;
        Assert.Equal([Through("3amk", enrollable: false)], offering.Networks);
        Assert.Equal([OfferingNotEnrollable], Decide(ExampleMessage.Read("enrolment.requested/minimal"), offerings: [offering]).Codes());
    }

    [Fact]
    public void A_dry_run_is_decided_like_the_real_thing_R7()
    {
        var (dry, real) = (Decide(ExampleMessage.Read("offering.published/dry-run")), Decide(ExampleMessage.Read("offering.published/minimal")));
        Assert.Equal(real.Recipients, dry.Recipients);
        Assert.NotEmpty(dry.Recipients);
    }

    private static Decision Publish(string[]? to = null, (string Path, JsonNode? Value)? edit = null, params Network[] networks)
    {
        var links = new JsonArray([.. (to ?? ["3amk"]).Select(id => new JsonObject { ["id"] = id })]);
        return Decide(
            ExampleMessage.Read("offering.published/minimal", [("data/items/0/networks", links), .. edit is { } one ? [one] : Array.Empty<(string, JsonNode?)>()]),
            directory: SampleDirectory.Of(networks));
    }
}
