using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using Xunit;
using static CrossStudyBroker.Tests.Behaviour.RigDirectory;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>Messages that come again.</summary>
public abstract partial class BrokerBehaviourTests
{
    [Fact]
    public async Task A_repeat_gets_the_same_answer_and_nothing_is_sent_again()
    {
        var rig = await SharedAsync();
        var study = new CrossStudyCase();
        var request = study.Requested();
        var first = await rig.SubmitAsync(request);
        await rig.SeesAsync(request, DeliveryState.Processed);

        var again = await rig.SubmitAsync(request);
        await rig.SendAsync(request);

        Assert.Equal((RecordKind.Repeat, first.TrackingId, MessageOutcome.Accepted), (again.Kind, again.TrackingId, again.Outcome));
        await rig.DeliverAsync(study.Cancelled()); // after it in lane and case, so a second delivery would have been made
        Assert.Single(rig.At(HaagaHelia).CallsFor(request.Id()));
    }

    [Fact]
    public async Task A_repeat_of_a_refused_message_is_refused_for_the_same_reason()
    {
        var rig = await SharedAsync();
        var request = new CrossStudyCase(target: "99999").Requested();
        var first = await rig.SubmitAsync(request);

        var again = await rig.SubmitAsync(request);

        Assert.Equal((RecordKind.Repeat, MessageOutcome.Refused, ProblemCodes.RecipientUnknown), (again.Kind, again.Outcome, again.Problems.Single().Code));
        Assert.Equal(first.Problems.Select(problem => problem.Pointer), again.Problems.Select(problem => problem.Pointer));
    }

    [Fact]
    public async Task Another_message_with_the_same_id_is_refused_and_changes_nothing()
    {
        var rig = await SharedAsync();
        var study = new CrossStudyCase();
        var request = study.Requested();
        await rig.DeliverAsync(request);
        var other = study.Cancelled();
        other["id"] = request.Id();

        await rig.SendAsync(other);

        await rig.ToldAsync(request, status => status.State == MessageState.Refused && status.Codes!.Single().Code == ProblemCodes.DuplicateConflict);
        Assert.Single(rig.At(HaagaHelia).CallsFor(request.Id()));
        Assert.Equal((request["type"]!.GetValue<string>(), MessageOutcome.Accepted), ((await rig.FindAsync(request.TrackingId()))!.Type, (await rig.FindAsync(request.TrackingId()))!.Outcome));
    }

    [Fact]
    public async Task A_reply_that_is_refused_as_a_conflicting_duplicate_answers_nothing()
    {
        var rig = await SharedAsync();
        var study = new CrossStudyCase();
        var request = study.Requested();
        rig.At(HaagaHelia).Answers(request.Id(), Outcome.Delivered);
        await rig.SendAsync(request);
        await rig.SeesAsync(request, DeliveryState.Delivered);
        var received = study.Received(request);
        await rig.DeliverAsync(received);
        var decided = study.Decided(request);
        decided["id"] = received.Id();

        var answer = await rig.SubmitAsync(decided);

        Assert.Equal(ProblemCodes.DuplicateConflict, answer.Problems.Single().Code);
        Assert.Equal(DeliveryState.Delivered, (await rig.FindAsync(request.TrackingId()))!.Deliveries.Single().State);
    }

    [Fact]
    public async Task A_reply_that_came_too_early_and_was_refused_answers_nothing_when_it_is_repeated()
    {
        var rig = await SharedAsync();
        var study = new CrossStudyCase();
        var request = study.Requested();
        rig.At(HaagaHelia).Answers(request.Id(), Outcome.Delivered);
        var early = study.Decided(request);
        await rig.SubmitAsync(early);
        await rig.SendAsync(request);
        await rig.SeesAsync(request, DeliveryState.Delivered);

        var answer = await rig.SubmitAsync(early);

        Assert.Equal((MessageOutcome.Refused, ProblemCodes.ReplyNotExpected), (answer.Outcome, answer.Problems.Single().Code));
        Assert.Equal(DeliveryState.Delivered, (await rig.FindAsync(request.TrackingId()))!.Deliveries.Single().State);
    }

    [Fact]
    public async Task The_same_id_of_two_senders_makes_two_messages()
    {
        var rig = await SharedAsync();
        var ours = new CrossStudyCase().Requested();
        var theirs = new CrossStudyCase(Laurea).Requested();
        theirs["id"] = ours.Id();

        await rig.DeliverAsync(ours);
        await rig.DeliverAsync(theirs);

        Assert.Equal(2, rig.At(HaagaHelia).CallsFor(ours.Id()).Select(call => call.DeliveryId).Distinct().Count());
    }
}
