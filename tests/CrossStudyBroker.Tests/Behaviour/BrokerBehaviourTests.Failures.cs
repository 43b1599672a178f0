using System.Text;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using Xunit;
using static CrossStudyBroker.Tests.Behaviour.RigDirectory;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>Recipients that fail or refuse.</summary>
public abstract partial class BrokerBehaviourTests
{
    [Fact]
    public async Task An_adapter_that_fails_for_a_moment_is_tried_again_and_nobody_hears_of_it()
    {
        var rig = await SharedAsync();
        var request = new CrossStudyCase().Requested();
        rig.At(HaagaHelia).Answers(request.Id(), _ => Task.FromResult(Outcome.FailedTemporarily(ProblemCodes.RecipientBusy)), _ => Task.FromResult(Outcome.Processed));

        var view = await rig.DeliverAsync(request);

        Assert.Equal(2, rig.At(HaagaHelia).CallsFor(request.Id()).Count);
        Assert.Null(view.Deliveries.Single().Code);
        Assert.Null(await rig.VaultAsync(request.DeliveryIdTo(HaagaHelia)));
    }

    [Fact]
    public async Task An_adapter_that_goes_on_failing_has_the_delivery_parked_and_its_payload_sealed()
    {
        var rig = await SharedAsync();
        var request = new CrossStudyCase().Requested();
        rig.At(HaagaHelia).Answers(request.Id(), Outcome.FailedTemporarily(ProblemCodes.RecipientBusy));

        await rig.SendAsync(request);

        var told = await rig.ToldAsync(request, status => status.State == MessageState.Parked);
        Assert.Equal(ProblemCodes.RecipientBusy, told.Codes!.Single().Code);
        Assert.Equal(3, rig.At(HaagaHelia).CallsFor(request.Id()).Count);
        var (kept, opened) = (await rig.VaultAsync(request.DeliveryIdTo(HaagaHelia)))!.Value;
        Assert.Equal(request.Bytes(), opened);
        Assert.DoesNotContain("student", Encoding.Latin1.GetString(kept), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_exception_means_unknown_so_the_adapter_is_tried_again_and_then_the_delivery_is_parked()
    {
        var rig = await SharedAsync();
        var request = new CrossStudyCase().Requested();
        rig.At(HaagaHelia).Answers(request.Id(), _ => throw new InvalidOperationException("The SIS fell over."));

        await rig.SendAsync(request);

        var view = await rig.SeesAsync(request, DeliveryState.Parked);
        Assert.Equal(ProblemCodes.RecipientFailed, view.Deliveries.Single().Code);
        Assert.Equal(3, rig.At(HaagaHelia).CallsFor(request.Id()).Count);
    }

    [Fact]
    public async Task An_ambiguous_student_waits_for_a_person_at_once_R5()
    {
        var rig = await SharedAsync();
        var request = new CrossStudyCase().Requested();
        rig.At(HaagaHelia).Answers(request.Id(), Outcome.FailedPermanently(ProblemCodes.StudentAmbiguous));

        await rig.SendAsync(request);

        var view = await rig.SeesAsync(request, DeliveryState.Parked);
        Assert.Equal(ProblemCodes.StudentAmbiguous, view.Deliveries.Single().Code);
        Assert.Single(rig.At(HaagaHelia).CallsFor(request.Id()));
        Assert.NotNull(await rig.VaultAsync(request.DeliveryIdTo(HaagaHelia)));
    }

    [Fact]
    public async Task What_a_recipient_refuses_is_over_and_its_payload_is_kept_nowhere()
    {
        var rig = await SharedAsync();
        var request = new CrossStudyCase().Requested();
        rig.At(HaagaHelia).Answers(request.Id(), Outcome.Refused(ProblemCodes.SelectionUnknown));

        await rig.SendAsync(request);

        var told = await rig.ToldAsync(request, status => status.State == MessageState.Refused);
        Assert.Equal((ProblemCodes.SelectionUnknown, HaagaHelia), (told.Codes!.Single().Code, told.Recipient));
        Assert.Null(await rig.VaultAsync(request.DeliveryIdTo(HaagaHelia)));
    }

    [Fact]
    public async Task A_code_that_no_store_can_keep_stops_nothing()
    {
        var rig = await SharedAsync();
        var request = new CrossStudyCase().Requested();
        rig.At(HaagaHelia).Answers(request.Id(), Outcome.Refused("\0" + new string('x', 5000)));

        await rig.SendAsync(request);

        await rig.SeesAsync(request, DeliveryState.Refused);
        await rig.DeliverAsync(new CrossStudyCase().Requested());
    }

    [Fact]
    public async Task One_failing_recipient_of_several_costs_the_others_nothing()
    {
        var rig = await SharedAsync();
        var offering = new CrossStudyCase().Offering();
        rig.At(Laurea).Answers(offering.Id(), Outcome.FailedPermanently(ProblemCodes.ContentRefused));

        await rig.SendAsync(offering);

        var view = await rig.SeesAsync(offering.TrackingId(), seen => seen.Deliveries.Count == 2 && seen.Deliveries.All(delivery => delivery.State != DeliveryState.Queued), "handled");
        Assert.Equal(
            [(Metropolia, DeliveryState.Processed), (Laurea, DeliveryState.Parked)],
            view.Deliveries.OrderBy(delivery => delivery.Recipient).Select(delivery => (delivery.Recipient, delivery.State)));
    }

    [Fact]
    public async Task A_dead_letter_that_is_not_of_the_recipients_inbox_parks_nothing()
    {
        var rig = await SharedAsync();
        var request = new CrossStudyCase().Requested();
        var released = new TaskCompletionSource<Outcome>();
        rig.At(HaagaHelia).Answers(request.Id(), _ => released.Task);
        await rig.SendAsync(request);
        await rig.At(HaagaHelia).ReceivesAsync(request.Id());

        foreach (var (queue, body) in new[] { (QueueNames.Lane(Laurea), request.Bytes()), (QueueNames.Inbox(Laurea), request.Bytes()), (QueueNames.Inbox(HaagaHelia), "{}"u8.ToArray()) })
        {
            await rig.SendDeadLetterAsync(request.DeliveryIdTo(HaagaHelia), queue, body);
        }

        var other = new CrossStudyCase(target: Laurea).Requested(); // a true one, behind the false ones in the same queue
        rig.At(Laurea).Answers(other.Id(), _ => released.Task);
        await rig.SendAsync(other);
        await rig.At(Laurea).ReceivesAsync(other.Id());
        await rig.SendDeadLetterAsync(other.DeliveryIdTo(Laurea), QueueNames.Inbox(Laurea), other.Bytes());
        Assert.Equal(ProblemCodes.RecipientRejected, (await rig.SeesAsync(other, DeliveryState.Parked)).Deliveries.Single().Code);

        Assert.Equal(DeliveryState.Queued, (await rig.FindAsync(request.TrackingId()))!.Deliveries.Single().State);
        released.SetResult(Outcome.Processed);
        await rig.SeesAsync(request, DeliveryState.Processed);
    }
}
