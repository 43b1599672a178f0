using System.Text.Json.Nodes;
using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Broker.Routing;
using CrossStudyBroker.Contracts.Envelopes;
using Xunit;
using static CrossStudyBroker.Contracts.Problems.ProblemCodes;
using static CrossStudyBroker.Tests.Routing.SampleDirectory;
using static CrossStudyBroker.Tests.Routing.Situations;

namespace CrossStudyBroker.Tests.Routing;

/// <summary>R4, R17: the target study right as it is after a change of the home study right. It ends on 2026-07-31.</summary>
public class StudyRightAnsweredTests
{
    private const string Case = "019b55fe-726b-70c5-8d0e-c3cfb902ecaf";

    [Theory]
    [InlineData("2026-07-31", true)]
    [InlineData("2026-07-30", false)]
    public void It_never_ends_after_the_home_study_right_R4(string homeEnd, bool passes)
    {
        var decision = Answer(Link("10066", "10056", Case, homeEnd: homeEnd));
        Assert.Equal(passes ? [] : [(StudyRightExceedsHome, "/data/targetStudyRight/endDate")], decision.Faults());
        Assert.Equal(passes ? ["10066"] : [], decision.Recipients);
    }

    [Fact]
    public void The_link_lasts_until_sixty_days_after_its_new_end_R17() => Assert.Equal(
        new LinkChange.CaseDecided("10066", "10056", Case, Accepted: true, Day("2026-09-29")),
        Assert.Single(Answer(Link("10066", "10056", Case, accepted: true, expires: "2026-03-01")).Links).Decided);

    [Fact]
    public void The_link_of_a_study_right_without_an_end_to_speak_of_lasts_until_the_last_day_there_is() => Assert.Equal(
        DateOnly.MaxValue,
        Assert.Single(Answer(Link("10066", "10056", Case, accepted: true), ("data/targetStudyRight/endDate", "9999-12-31")).Links).Decided!.ExpiresOn); // accepted: decided

    [Fact]
    public void An_answer_does_not_make_a_provisional_student_an_accepted_one_R18() => Assert.Empty(Answer(Link("10066", "10056", Case)).Links);

    [Fact]
    public void Without_a_case_or_a_study_right_there_is_nothing_to_hold_it_against_R4()
    {
        var link = Link("10066", "10056", Case, accepted: true, homeEnd: "2026-01-31");
        Assert.Equal((0, 0), Counts(Answer(link, ("caseid", null))));
        Assert.Equal((0, 0), Counts(Answer(link, ("data/targetStudyRight", null))));
        Assert.Equal((0, 0), Counts(Answer(Link("10066", "10065", Case, accepted: true, homeEnd: "2026-01-31"))));
    }

    private static (int Refusals, int Links) Counts(Decision decision) => (decision.Refusals.Count, decision.Links.Count);

    private static Decision Answer(Link link, params (string Path, JsonNode? Value)[] edits)
    {
        var reply = ExampleMessage.Read("study-right.answered/full", edits);
        return Decide(reply, links: [link], deliveries: [DerivedIds.Delivery(reply.Recipient!, reply.InReplyTo!, reply.Sender)]); // a reply has both
    }
}
