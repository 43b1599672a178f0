using System.Text.Json.Nodes;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Offerings;
using CrossStudyBroker.Broker.Routing;
using Xunit;
using static CrossStudyBroker.Contracts.Problems.ProblemCodes;
using static CrossStudyBroker.Tests.Routing.SampleDirectory;
using static CrossStudyBroker.Tests.Routing.Situations;

namespace CrossStudyBroker.Tests.Routing;

/// <summary>R7: 10056 withdraws R-5501 with one message. It was published to 3amk (10065, 10066) and wide (10066, 10122).</summary>
public class OfferingWithdrawnTests
{
    private static readonly Offering Published = Offering("R-5501", networks: [Through("3amk"), Through("wide")]);

    [Fact]
    public void Withdrawn_wholly_it_goes_to_all_who_saw_it_R7()
    {
        var decision = Withdraw(Published);
        Assert.Equal(["10065", "10066", "10122"], decision.Recipients);
        Assert.Equal(Published with { Withdrawn = true, PublishedAt = Moment("2026-01-05T06:00:00Z") }, Assert.Single(decision.Offerings).Offering);
    }

    [Fact]
    public void Withdrawn_from_one_network_it_goes_to_that_networks_members_and_stays_in_the_other_R7_R8()
    {
        var decision = Withdraw(Published, from: ["wide"]);
        Assert.Equal(["10066", "10122"], decision.Recipients);
        Assert.Equal([Through("3amk")], After(decision).Networks);
        Assert.False(After(decision).Withdrawn);
    }

    [Fact]
    public void Withdrawn_from_every_network_by_name_it_is_withdrawn_wholly_R7()
    {
        Assert.True(After(Withdraw(Published, from: ["wide", "3amk"])).Withdrawn);
        Assert.True(After(Withdraw(Offering("R-5501"), from: ["3amk"])).Withdrawn);
    }

    [Fact]
    public void Enrolments_to_it_are_refused_from_then_on_R2_R7()
    {
        var enrolment = ExampleMessage.Read("enrolment.requested/minimal", ("data/selections/0/id", "R-5501"));
        Assert.Equal([OfferingNotEnrollable], Decide(enrolment, offerings: [After(Withdraw(Published))]).Codes());
        Assert.Equal([OfferingNotInNetwork], Decide(enrolment, offerings: [After(Withdraw(Published, from: ["3amk"]))]).Codes());
        Assert.Empty(Decide(enrolment, offerings: [After(Withdraw(Published, from: ["wide"]))]).Refusals);
    }

    [Fact]
    public void What_is_withdrawn_or_cancelled_does_not_come_back_when_one_network_is_withdrawn_R7() =>
        Assert.True(After(Withdraw(Published with { Withdrawn = true }, from: ["wide"])).Withdrawn);

    [Fact]
    public void An_item_that_stands_twice_in_the_message_is_withdrawn_from_both_places_R7()
    {
        var twice = new JsonArray(Item(["wide"]), Item(["3amk"]));
        var decision = Decide(ExampleMessage.Read("offering.withdrawn/minimal", ("data/items", twice)), directory: Networks(), offerings: [Published]);
        Assert.True(After(decision).Withdrawn);
    }

    [Fact]
    public void Unknown_offering_goes_to_the_members_of_the_networks_named_and_is_not_remembered_R7()
    {
        var decision = Withdraw(null, from: ["wide"]);
        Assert.Equal(["10066", "10122"], decision.Recipients);
        Assert.Empty(decision.Offerings);
    }

    [Fact]
    public void Unknown_offering_goes_to_the_members_of_the_envelopes_network_R7() =>
        Assert.Equal(["10066", "10122"], Decide(ExampleMessage.Read("offering.withdrawn/minimal", ("network", "wide")), directory: Networks()).Recipients);

    [Fact]
    public void Unknown_offering_without_a_network_goes_nowhere_and_the_sender_is_told_R7()
    {
        var decision = Withdraw(null);
        Assert.Equal((0, 0), (decision.Refusals.Count, decision.Recipients.Count));
        Assert.Equal(NoRecipients, Assert.Single(decision.Notes).Code);
    }

    [Fact]
    public void Another_institutions_offering_is_not_withdrawn_R7() =>
        Assert.Empty(Withdraw(Published with { Target = "10065" }, from: ["3amk"]).Offerings);

    [Theory]
    [InlineData("wdie", NetworkUnknown)]
    [InlineData("others", SenderNotMember)]
    public void A_network_where_it_never_was_is_refused_R7(string network, string code) =>
        Assert.Equal([(code, "/data/items/0/networks/1")], Withdraw(Published, from: ["3amk", network]).Faults());

    [Theory]
    [InlineData("3amk")]
    [InlineData(null)]
    public void A_target_that_left_the_network_can_still_withdraw_what_it_published_there_R7(string? from)
    {
        var left = SampleDirectory.Of(Network("3amk", members: [Member("10056", until: "2025-12-31"), Member("10065")]));
        var decision = Withdraw(Offering("R-5501"), from is null ? null : [from], left);
        Assert.Equal(["10065"], decision.Recipients);
        Assert.True(After(decision).Withdrawn);
    }

    [Fact]
    public void Members_that_left_are_not_told_R6() =>
        Assert.Equal(["10066"], Withdraw(Offering("R-5501"), directory: SampleDirectory.Of(
            Network("3amk", members: [Member("10056"), Member("10065", until: "2025-12-31"), Member("10066")]))).Recipients);

    private static Offering After(Decision decision) => decision.Offerings[^1].Offering;

    private static Decision Withdraw(Offering? known, string[]? from = null, InstitutionDirectory? directory = null) => Decide(
        ExampleMessage.Read("offering.withdrawn/minimal", ("data/items/0", Item(from))),
        directory: directory ?? Networks(),
        offerings: known is null ? [] : [known]);

    private static JsonObject Item(string[]? from)
    {
        var item = new JsonObject { ["id"] = "R-5501", ["kind"] = "realisation" };
        if (from is not null)
        {
            item["networks"] = new JsonArray([.. from.Select(network => JsonValue.Create(network))]);
        }

        return item;
    }

    private static InstitutionDirectory Networks() => SampleDirectory.Of(
        Network("3amk"),
        Network("wide", members: [Member("10056"), Member("10066"), Member("10122")]),
        Network("others", members: [Member("10065"), Member("10122")]));
}
