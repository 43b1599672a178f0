using System.Text.Json;
using System.Text.Json.Nodes;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Tests.Messages;
using Xunit;
using static CrossStudyBroker.Tests.Behaviour.RigDirectory;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>Who gets what.</summary>
public abstract partial class BrokerBehaviourTests
{
    [Theory]
    [InlineData(MessageType.EnrolmentRequested)]
    [InlineData(MessageType.EnrolmentCancelled)]
    [InlineData(MessageType.EnrolmentReceived)]
    [InlineData(MessageType.EnrolmentDecided)]
    [InlineData(MessageType.StudyRightChanged)]
    [InlineData(MessageType.StudyRightAnswered)]
    [InlineData(MessageType.PersonalDataChanged)]
    [InlineData(MessageType.PersonalDataAnswered)]
    [InlineData(MessageType.CompletionRecorded)]
    [InlineData(MessageType.CompletionAnswered)]
    [InlineData(MessageType.OfferingPublished)]
    [InlineData(MessageType.OfferingWithdrawn)]
    public async Task Every_kind_reaches_the_other_side_whole_and_byte_for_byte(string type)
    {
        var rig = await SharedAsync();
        var message = await PrepareAsync(rig, type);
        var recipient = message.Sender() == HaagaHelia ? Metropolia : HaagaHelia;
        rig.At(recipient).Answers(message.Id(), Outcome.FailedPermanently(ProblemCodes.ContentRefused)); // the vault then has what arrived

        await rig.SendAsync(message);

        var received = await rig.At(recipient).ReceivesAsync(message.Id());
        Assert.Equal(message.DeliveryIdTo(recipient), received.DeliveryId);
        Assert.Equal((message.Sender(), recipient), (received.Sender, received.Recipient));
        Assert.True(JsonMeaning.Same(message["data"], JsonSerializer.SerializeToNode(received.Data, received.Data.GetType(), MessageJson.Default)), "The adapter got another payload.");
        await rig.SeesAsync(message.TrackingId(), view => view.Deliveries.Any(delivery => delivery.Recipient == recipient && delivery.State == DeliveryState.Parked), "parked");
        Assert.Equal(message.Bytes(), (await rig.VaultAsync(received.DeliveryId))!.Value.Opened);
    }

    [Fact]
    public async Task A_personal_data_change_reaches_every_target_of_the_student_and_nobody_else_each_with_a_delivery_of_its_own_R3()
    {
        var rig = await SharedAsync();
        var atHaagaHelia = new CrossStudyCase();
        var atLaurea = new CrossStudyCase(target: Laurea) { LearnerNumber = atHaagaHelia.LearnerNumber };
        await rig.DeliverAsync(atHaagaHelia.Requested());
        await rig.DeliverAsync(atLaurea.Requested());
        var change = atHaagaHelia.PersonalDataChange();
        rig.At(Laurea).Answers(change.Id(), Outcome.Delivered);

        await rig.SendAsync(change);

        var view = await rig.SeesAsync(change.TrackingId(), seen => seen.Deliveries.All(delivery => delivery.State != DeliveryState.Queued) && seen.Deliveries.Count > 0, "delivered");
        Assert.Equal(
            [(change.DeliveryIdTo(HaagaHelia), HaagaHelia, DeliveryState.Processed), (change.DeliveryIdTo(Laurea), Laurea, DeliveryState.Delivered)],
            view.Deliveries.OrderBy(delivery => delivery.Recipient).Select(delivery => (delivery.DeliveryId, delivery.Recipient, delivery.State)));
    }

    [Fact]
    public async Task A_change_of_a_student_without_cross_studies_is_processed_with_no_recipients_and_not_a_failure_R3()
    {
        var rig = await SharedAsync();
        var change = new CrossStudyCase().PersonalDataChange();

        await rig.SendAsync(change);

        var view = await rig.SeesAsync(change.TrackingId(), _ => true, "recorded");
        Assert.Equal((MessageOutcome.Accepted, ProblemCodes.NoRecipients, 0), (view.Outcome, view.Problems.Single().Code, view.Deliveries.Count));
        await rig.ToldAsync(change, status => status.State == MessageState.Processed && status.Codes?.Single().Code == ProblemCodes.NoRecipients);
    }

    [Fact]
    public async Task A_reply_is_believed_only_from_the_institution_that_the_message_was_delivered_to()
    {
        var rig = await SharedAsync();
        var request = new CrossStudyCase().Requested();
        rig.At(HaagaHelia).Answers(request.Id(), Outcome.Delivered);
        await rig.SendAsync(request);
        await rig.SeesAsync(request, DeliveryState.Delivered);
        var forged = new CrossStudyCase(target: Laurea).Decided(request);

        await rig.SendAsync(forged);

        Assert.Equal(ProblemCodes.ReplyNotExpected, (await rig.SeesRefusedAsync(forged)).Problems.Single().Code);
        await rig.SeesAsync(request, DeliveryState.Delivered);
        Assert.Empty(rig.At(Metropolia).CallsFor(forged.Id()));
    }

    /// <summary>A message of the type in full, after everything that must have happened before it.</summary>
    private static async Task<JsonObject> PrepareAsync(BrokerRig rig, string type)
    {
        var study = new CrossStudyCase();
        var request = study.Requested();
        await rig.DeliverAsync(request);
        switch (type)
        {
            case MessageType.EnrolmentRequested:
                return new CrossStudyCase().Requested("valid-full");
            case MessageType.EnrolmentCancelled:
                return study.Cancelled("valid-full");
            case MessageType.EnrolmentReceived:
                return study.Received(request, "valid-full");
            case MessageType.EnrolmentDecided:
                return study.DecidedInFull(request);
            case MessageType.StudyRightChanged:
                return study.StudyRightChange("valid-full");
            case MessageType.StudyRightAnswered:
                var studyRight = study.StudyRightChange("valid-full"); // ends after the target study right of the answer (R4)
                await rig.DeliverAsync(studyRight);
                return study.StudyRightAnswer(studyRight, "valid-full");
            case MessageType.PersonalDataChanged:
                return study.PersonalDataChange("valid-full");
            case MessageType.PersonalDataAnswered:
                var personal = study.PersonalDataChange();
                await rig.DeliverAsync(personal);
                return study.PersonalDataAnswer(personal, "valid-full");
            case MessageType.CompletionRecorded:
                return study.Completion("valid-full");
            case MessageType.CompletionAnswered:
                var completion = study.Completion();
                await rig.DeliverAsync(completion);
                return study.CompletionAnswer(completion, "valid-full");
            case MessageType.OfferingPublished:
                return study.Offering("valid-full");
            default:
                await rig.DeliverAsync(study.Offering("valid-full"));
                return study.Withdrawal("valid-full");
        }
    }
}
