using System.Text.Json.Nodes;
using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Broker.Routing;
using CrossStudyBroker.Contracts.Envelopes;
using Xunit;
using static CrossStudyBroker.Contracts.Problems.ProblemCodes;
using static CrossStudyBroker.Tests.Routing.SampleDirectory;
using static CrossStudyBroker.Tests.Routing.Situations;

namespace CrossStudyBroker.Tests.Routing;

/// <summary>R4, and what a target's decision does to the link of its case.</summary>
public class EnrolmentDecidedTests
{
    private const string End = "data/targetStudyRight/endDate";

    [Theory]
    [InlineData("2026-07-30", true)]
    [InlineData("2026-07-31", true)] // the same day is not after it
    [InlineData("2026-08-01", false)]
    public void A_target_study_right_never_ends_after_the_home_study_right_R4(string end, bool passes)
    {
        var decision = Accept(Link(homeEnd: "2026-07-31"), (End, end));
        Assert.Equal(passes ? [] : [(StudyRightExceedsHome, "/data/targetStudyRight/endDate")], decision.Faults());
        Assert.Equal(passes ? ["10065"] : [], decision.Recipients);
    }

    [Fact]
    public void The_answer_names_the_day_R4() =>
        Assert.Contains("ends on 2026-07-31", Assert.Single(Accept(Link(homeEnd: "2026-07-31"), (End, "2027-07-31")).Refusals).Detail);

    [Fact]
    public void A_home_end_that_the_broker_does_not_know_passes_R4()
    {
        Assert.Empty(Accept(null).Refusals);
        Assert.Empty(Accept(Link(homeEnd: null)).Refusals);
    }

    [Fact]
    public void A_decision_without_a_study_right_has_nothing_to_cap_R4() =>
        Assert.Empty(Accept(Link(homeEnd: "2020-01-01"), ("data/targetStudyRight", null)).Refusals);

    [Theory]
    [InlineData("10066", "10056", "019b2e12-a6d8-7365-a093-beafd1238007")]
    [InlineData("10065", "10066", "019b2e12-a6d8-7365-a093-beafd1238007")]
    [InlineData("10065", "10056", "another-case")]
    public void Only_the_home_study_right_of_this_case_between_these_two_caps_R4(string home, string target, string caseId) =>
        Assert.Empty(Accept(Link(home, target, caseId, homeEnd: "2020-01-01")).Refusals);

    [Fact]
    public void A_link_that_does_not_know_the_end_does_not_hide_one_that_does_R4()
    {
        var decision = Decide(Decided("accepted"), deliveries: [Asked], links: [Link(homeEnd: null), Link(homeEnd: "2026-01-31", hash: [1])]);
        Assert.Equal([StudyRightExceedsHome], decision.Codes());
    }

    [Fact]
    public void An_accepted_student_is_linked_until_sixty_days_after_the_target_study_right() =>
        Assert.Equal(
            new LinkChange.CaseDecided("10065", "10056", "019b2e12-a6d8-7365-a093-beafd1238007", Accepted: true, Day("2026-09-29")),
            Assert.Single(Accept(Link()).Links).Decided);

    [Theory]
    [InlineData("9999-12-31")] // how many registers write "for the time being"
    [InlineData("9999-11-01")]
    public void A_study_right_without_an_end_to_speak_of_is_linked_until_the_last_day_there_is(string end) =>
        Assert.Equal((true, DateOnly.MaxValue), LinkAfter(Accept(Link(), (End, end))));

    [Fact]
    public void Accepted_without_a_study_right_the_link_lasts_for_the_time_being() =>
        Assert.Equal((true, Day("2027-01-12").AddDays(60)), LinkAfter(Accept(Link(), ("data/targetStudyRight", null))));

    [Theory]
    [InlineData("rejected")]
    [InlineData("not-enrolled")]
    public void A_student_that_the_target_did_not_take_is_linked_no_longer(string state) =>
        Assert.Equal((false, Day("2026-01-12")), LinkAfter(Decide(Decided(state), deliveries: [Asked])));

    [Fact]
    public void While_a_selection_is_pending_the_link_stays_as_it_is() => Assert.Empty(Decide(Decided("pending"), deliveries: [Asked]).Links);

    [Fact]
    public void One_accepted_selection_is_enough_for_the_link()
    {
        var states = new JsonArray(Selection("CU-300", "rejected"), Selection("CU-301", "accepted"), Selection("CU-302", "pending"));
        Assert.True(LinkAfter(Decide(Decided("accepted", ("data/selections", states)), deliveries: [Asked])).Accepted);
    }

    /// <summary>The delivery of the request that the minimal example answers.</summary>
    private static Guid Asked { get; } = DerivedIds.Delivery("10065", "019b1509-03be-71dd-8197-cd90d8b574fb", "10056");

    private static (bool Accepted, DateOnly ExpiresOn) LinkAfter(Decision decision)
    {
        var decided = Assert.Single(decision.Links).Decided!; // a decision about a case changes links in no other way
        return (decided.Accepted, decided.ExpiresOn);
    }

    private static Decision Accept(Link? link, params (string Path, JsonNode? Value)[] edits) =>
        Decide(Decided("accepted", edits), deliveries: [Asked], links: link is null ? [] : [link]);

    private static Envelope Decided(string state, params (string Path, JsonNode? Value)[] edits) => ExampleMessage.Read(
        "enrolment.decided/minimal",
        [("data/selections/0/state", state), ("data/targetStudyRight", TargetStudyRight()), .. edits]);

    private static JsonObject Selection(string id, string state) => new() { ["id"] = id, ["kind"] = "course-unit", ["state"] = state };

    private static JsonObject TargetStudyRight() => new()
    {
        ["id"] = "OO-1",
        ["institution"] = "10056",
        ["state"] = 1,
        ["startDate"] = "2026-01-12",
        ["endDate"] = "2026-07-31",
    };
}
