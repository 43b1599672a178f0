using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using Xunit;
using static CrossStudyBroker.Contracts.Messages.MessageState;
using static CrossStudyBroker.Tests.Behaviour.RigDirectory;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>What a sender is told of its messages (R24).</summary>
public abstract partial class BrokerBehaviourTests
{
    [Fact]
    public async Task The_sender_is_told_every_change_of_its_message_in_the_order_in_which_it_happened_R24()
    {
        var rig = await SharedAsync();
        var study = new CrossStudyCase();
        var request = study.Requested();
        rig.At(HaagaHelia).Answers(request.Id(), Outcome.Delivered);
        await rig.SendAsync(request);
        await rig.SeesAsync(request, DeliveryState.Delivered);

        await rig.SendAsync(study.Decided(request));

        var last = await rig.ToldAsync(request, status => status.State == Processed);
        Assert.Equal([Accepted, Queued, Delivered, Processed], rig.At(Metropolia).StatusOf(request.Id()).Select(status => status.State));
        Assert.Equal(
            (request.TrackingId().ToString(), request.DeliveryIdTo(HaagaHelia).ToString(), HaagaHelia, study.CaseId, request["type"]!.GetValue<string>()),
            (last.TrackingId, last.DeliveryId, last.Recipient, last.CaseId, last.Type));
    }

    [Fact]
    public async Task In_a_rush_no_message_is_told_to_be_done_before_it_is_told_to_be_accepted_R24()
    {
        var rig = await SharedAsync();
        var requests = Enumerable.Range(0, 300).Select(_ => new CrossStudyCase().Requested()).ToList();

        await rig.SendManyAsync(Metropolia, [.. requests.Select(request => request.Bytes())]);

        foreach (var request in requests)
        {
            await rig.ToldAsync(request, status => status.State == Processed);
            Assert.Equal([Accepted, Queued, Processed], rig.At(Metropolia).StatusOf(request.Id()).Select(status => status.State));
        }
    }

    [Fact]
    public async Task Each_recipients_delivery_is_told_by_itself_R24()
    {
        var rig = await SharedAsync();
        var offering = new CrossStudyCase().Offering();
        rig.At(Laurea).Answers(offering.Id(), Outcome.Refused(ProblemCodes.ContentRefused));

        await rig.SendAsync(offering);

        await rig.ToldAsync(offering, status => status is { Recipient: Metropolia, State: Processed });
        var refused = await rig.ToldAsync(offering, status => status is { Recipient: Laurea, State: Refused });
        Assert.Equal(ProblemCodes.ContentRefused, refused.Codes!.Single().Code);
    }

    [Fact]
    public async Task An_institution_that_wants_final_states_is_told_only_those_and_one_that_wants_none_nothing_R24()
    {
        var rig = await SharedAsync();
        var untold = new CrossStudyCase(Untold, network: Wide).Requested();
        var finalOnly = new CrossStudyCase(FinalOnly, network: Wide).Requested();
        var refused = new CrossStudyCase(FinalOnly, target: "99999", network: Wide).Requested();

        await rig.DeliverAsync(untold);
        await rig.DeliverAsync(finalOnly);
        await rig.SendAsync(refused);

        await rig.ToldAsync(refused, status => status.State == Refused);
        Assert.Equal([Processed], rig.At(FinalOnly).StatusOf(finalOnly.Id()).Select(status => status.State));
        Assert.Empty(rig.At(Untold).Status);
    }

    [Fact]
    public async Task What_was_processed_stays_processed_when_its_delivery_is_noted_later()
    {
        var rig = await SharedAsync();
        var study = new CrossStudyCase();
        var request = study.Requested();
        rig.At(HaagaHelia).Answers(request.Id(), async _ =>
        {
            await rig.SubmitAsync(study.Decided(request)); // the reply overtakes the outcome of the delivery
            await rig.SeesAsync(request, DeliveryState.Processed);
            return Outcome.Delivered;
        });
        await rig.SendAsync(request);

        await rig.DeliverAsync(study.Cancelled()); // the next of the same case comes when the first is noted

        var view = await rig.FindAsync(request.TrackingId());
        Assert.Equal(DeliveryState.Processed, view!.Deliveries.Single().State);
        Assert.DoesNotContain(view.Events, change => change.State == DeliveryState.Delivered);
    }
}
