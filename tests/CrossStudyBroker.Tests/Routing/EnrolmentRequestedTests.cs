using CrossStudyBroker.Broker.Links;
using Xunit;
using static CrossStudyBroker.Contracts.Problems.ProblemCodes;
using static CrossStudyBroker.Tests.Routing.SampleDirectory;
using static CrossStudyBroker.Tests.Routing.Situations;

namespace CrossStudyBroker.Tests.Routing;

/// <summary>R1 and the link that an enrolment makes.</summary>
public class EnrolmentRequestedTests
{
    [Fact]
    public void A_study_right_marked_not_eligible_is_refused_R1()
    {
        var decision = Decide(ExampleMessage.Read("enrolment.requested/full", ("data/homeStudyRight/eligibleForNetworkStudies", false)));
        Assert.Equal([(NotEligible, "/data/homeStudyRight/eligibleForNetworkStudies")], decision.Faults());
    }

    [Fact]
    public void A_study_right_is_eligible_unless_it_says_otherwise_R1()
    {
        Assert.Empty(Decide(ExampleMessage.Read("enrolment.requested/full")).Refusals);
        Assert.Empty(Decide(ExampleMessage.Read("enrolment.requested/full", ("data/homeStudyRight/eligibleForNetworkStudies", null))).Refusals);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var decision = Decide(
            ExampleMessage.Read("enrolment.requested/full", ("data/homeStudyRight/eligibleForNetworkStudies", false)),
            directory: SampleDirectory.Of(Network("3amk", members: Member("10065"))),
            offerings: [Offering("R-5501", withdrawn: true)]);
        Assert.Equal([SenderNotMember, RecipientNotMember, NotEligible, OfferingNotEnrollable], decision.Codes());
    }

    [Fact]
    public void It_makes_a_provisional_link_for_every_identifier_of_the_student_R3()
    {
        var message = ExampleMessage.Read("enrolment.requested/full");
        var links = Decide(message).Links.Select(change => change.Put!).ToList(); // an enrolment only puts
        Assert.Equal(Hasher.HashesOf(message.Data), links.Select(link => link.StudentHash));
        Assert.Equal(3, links.Count);
        Assert.All(links, link => Assert.Equal(
            ("10066", "10056", "019b55fe-726b-70c5-8d0e-c3cfb902ecaf", "3amk", false, Day("2028-07-31"), Day("2027-01-12")),
            (link.Home, link.Target, link.CaseId, link.Network, link.Accepted, link.HomeStudyRightEnd, link.ExpiresOn)));
        Assert.All(links, link => Assert.Equal(["R-5501", "R-5502"], link.Selections));
    }

    [Fact]
    public void The_link_leads_a_change_of_the_students_data_to_the_target_R3()
    {
        var link = Decide(ExampleMessage.Read("enrolment.requested/minimal")).Links.Select(change => change.Put!).Single();
        Assert.Equal(["10056"], Decide(ExampleMessage.Read("study-right.changed/minimal"), links: [link]).Recipients);
    }
}
