using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Messages;
using Xunit;
using static CrossStudyBroker.Tests.Behaviour.RigDirectory;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>Bad input: a code for each, and nobody else notices.</summary>
public abstract partial class BrokerBehaviourTests
{
    public static TheoryData<string> KindsOfBadMessages => [.. BadMessage.Kinds.Keys];

    [Theory]
    [MemberData(nameof(KindsOfBadMessages))]
    public async Task A_bad_message_is_refused_with_its_code_told_to_its_sender_and_the_next_one_goes_through(string kind)
    {
        var rig = await SharedAsync();
        var bad = BadMessage.Kinds[kind](new CrossStudyCase());

        await rig.SendAsync(bad.Lane, bad.Body, bad.ContentType);
        await rig.DeliverAsync(new CrossStudyCase().Requested());

        var view = await rig.SeesAsync(bad.TrackingId, _ => true, kind);
        Assert.Equal((MessageOutcome.Refused, bad.Lane, bad.Id), (view.Outcome, view.Sender, view.MessageId));
        Assert.Equal(bad.Code, view.Problems[0].Code);
        Assert.Empty(view.Deliveries);
        var told = await Eventually.SeesAsync(() => rig.At(bad.Lane).Status.FirstOrDefault(bad.IsMeantBy), change => change is not null, $"status of {kind}");
        Assert.Equal((MessageState.Refused, bad.Code), (told!.State, told.Codes![0].Code));
    }

    [Fact]
    public async Task A_bad_message_is_answered_at_once_over_HTTP_too()
    {
        var rig = await SharedAsync();
        var bad = BadMessage.Kinds["wrong content type"](new CrossStudyCase());

        var answer = await rig.SubmitAsync(bad.Lane, bad.Body, bad.ContentType);

        Assert.Equal((MessageOutcome.Refused, bad.Code, bad.TrackingId), (answer.Outcome, answer.Problems.Single().Code, answer.TrackingId));
    }

    [Fact]
    public async Task Two_hundred_bad_messages_of_one_institution_keep_nothing_back_of_another_and_nothing_of_its_own()
    {
        var rig = await SharedAsync();
        var bad = Enumerable.Range(0, 9).SelectMany(_ => BadMessage.Kinds.Where(kind => kind.Key is not ("empty" or "oversize")))
            .Select(kind => kind.Value(new CrossStudyCase(Other, network: Wide)))
            .Where(message => message.ContentType.EndsWith("+json", StringComparison.Ordinal)).Take(200).ToList();
        var ownGood = new CrossStudyCase(Other, network: Wide).Requested();
        var cases = Enumerable.Range(0, 5).Select(_ => new CrossStudyCase(Another, network: Wide)).ToList();
        var good = Enumerable.Range(0, 10).SelectMany(turn => cases.Select(study => turn == 0 ? study.Requested() : study.Cancelled())).ToList();

        var sending = rig.SendManyAsync(Other, [.. bad.Select(message => message.Body), ownGood.Bytes()]);
        await rig.SendManyAsync(Another, [.. good.Select(message => message.Bytes())]);
        await sending;

        Assert.Equal(200, bad.Count);
        foreach (var message in good.Append(ownGood))
        {
            await rig.SeesAsync(message, DeliveryState.Processed);
        }

        foreach (var message in bad)
        {
            Assert.Equal(MessageOutcome.Refused, (await rig.SeesAsync(message.TrackingId, _ => true, "recorded")).Outcome);
        }

        foreach (var study in cases)
        {
            Assert.Equal(
                good.Where(message => message["caseid"]!.GetValue<string>() == study.CaseId).Select(message => message.Id()),
                rig.At(HaagaHelia).Calls.Where(call => call.CaseId == study.CaseId).Select(call => call.MessageId));
        }
    }

    [Fact]
    public async Task A_lane_that_cannot_go_on_keeps_no_other_lane_waiting()
    {
        var rig = await SharedAsync();
        var held = new TaskCompletionSource();
        var stuck = new CrossStudyCase(Other, network: Wide).Requested();
        rig.Store.BeforeRecord = messages => messages.Any(message => message.Sender == Other) ? held.Task : Task.CompletedTask;
        try
        {
            await rig.SendAsync(stuck);
            await rig.DeliverAsync(new CrossStudyCase(Another, network: Wide).Requested());
            Assert.Null(await rig.FindAsync(stuck.TrackingId()));
        }
        finally
        {
            rig.Store.Reset();
            held.SetResult();
        }

        await rig.SeesAsync(stuck, DeliveryState.Processed);
    }
}
