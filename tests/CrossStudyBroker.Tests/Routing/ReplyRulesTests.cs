using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;
using Xunit;
using static CrossStudyBroker.Contracts.Problems.ProblemCodes;
using static CrossStudyBroker.Tests.Routing.Situations;

namespace CrossStudyBroker.Tests.Routing;

/// <summary>A reply is believed only from the institution the message was delivered to, and tells what became of that delivery.</summary>
public class ReplyRulesTests
{
    public static TheoryData<string> Replies =>
        ["enrolment.received/minimal", "enrolment.decided/minimal", "study-right.answered/minimal", "personal-data.answered/minimal", "completion.answered/minimal"];

    [Theory, MemberData(nameof(Replies))]
    public void A_reply_from_the_addressee_goes_to_the_sender_of_the_original(string example)
    {
        var reply = ExampleMessage.Read(example);
        var decision = Decide(reply, deliveries: [Answered(reply)]);
        Assert.Empty(decision.Refusals);
        Assert.Equal([reply.Recipient!], decision.Recipients);
    }

    [Theory, MemberData(nameof(Replies))]
    public void A_reply_to_what_was_never_delivered_to_its_sender_is_refused_and_changes_nothing(string example)
    {
        var decision = Decide(ExampleMessage.Read(example), deliveries: [Guid.NewGuid()]);
        Assert.Equal([(ReplyNotExpected, "/inreplyto")], decision.Faults());
        Assert.Equal((0, 0, null), (decision.Recipients.Count, decision.Links.Count, decision.Answers));
    }

    [Theory]
    [InlineData("source", "/institutions/10066")] // another institution, which saw the id
    [InlineData("recipient", "10066")] // the addressee, but not to the one who asked
    [InlineData("inreplyto", "another-message")]
    public void A_reply_is_not_believed_when_any_part_of_it_is_another(string attribute, string other)
    {
        var real = Answered(ExampleMessage.Read("completion.answered/minimal"));
        Assert.Equal([ReplyNotExpected], Decide(ExampleMessage.Read("completion.answered/minimal", (attribute, other)), deliveries: [real]).Codes());
    }

    [Theory]
    [InlineData("enrolment.received/full", null, null)] // a person decides: the delivery stays as it is
    [InlineData("enrolment.decided/minimal", null, null)] // a selection is pending
    [InlineData("enrolment.decided/full", DeliveryState.Processed, null)]
    [InlineData("enrolment.decided/rejected", DeliveryState.Processed, null)] // a decision too
    [InlineData("study-right.answered/full", DeliveryState.Processed, null)]
    [InlineData("study-right.answered/refused", DeliveryState.Refused, "study-right-unknown")]
    [InlineData("personal-data.answered/minimal", DeliveryState.Processed, null)]
    [InlineData("personal-data.answered/full", DeliveryState.Refused, "student-ambiguous")]
    [InlineData("completion.answered/minimal", DeliveryState.Processed, null)] // R27: recorded
    [InlineData("completion.answered/full", DeliveryState.Processed, null)] // R27: partly
    [InlineData("completion.answered/refused", DeliveryState.Refused, "study-right-unknown")] // R27: refused
    public void The_reply_tells_what_became_of_the_delivery_it_answers_R27(string example, DeliveryState? state, string? code)
    {
        var reply = ExampleMessage.Read(example);
        var answers = Decide(reply, deliveries: [Answered(reply)]).Answers;
        Assert.Equal((state, code), (answers?.State, answers?.Code));
        if (answers is not null)
        {
            Assert.Equal((Answered(reply), "reply", Moment("2026-01-12T08:30:00+02:00")), (answers.DeliveryId, answers.By, answers.At));
        }
    }

    [Fact]
    public void A_refusal_without_a_code_counts_as_refused_content()
    {
        var reply = ExampleMessage.Read("completion.answered/refused", ("data/code", null));
        Assert.Equal(ContentRefused, Decide(reply, deliveries: [Answered(reply)]).Answers?.Code);
    }

    [Fact]
    public void A_decision_that_is_refused_itself_changes_nothing_R4()
    {
        var reply = ExampleMessage.Read("enrolment.decided/full");
        var link = Link("10066", "10056", reply.CaseId!, homeEnd: "2026-05-31");
        var decision = Decide(reply, deliveries: [Answered(reply)], links: [link]);
        Assert.Equal([StudyRightExceedsHome], decision.Codes());
        Assert.Equal((0, null), (decision.Links.Count, decision.Answers));
    }

    private static Guid Answered(Envelope reply) => DerivedIds.Delivery(reply.Recipient!, reply.InReplyTo!, reply.Sender); // a reply has both
}
