using System.Text.Json;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Broker.Routing;

/// <summary>
/// A reply, and a receipt, is believed only from the institution the message was delivered to, and tells what became of that delivery.
/// </summary>
internal static class ReplyRules
{
    /// <summary>The delivery that a reply answers: the recipient's message to the one who replies now.</summary>
    public static Guid AnsweredDelivery(Envelope reply) =>
        DerivedIds.Delivery(reply.Recipient!, reply.InReplyTo!, reply.Sender); // a reply has both; validated

    /// <summary>Refuses a reply to what was never delivered to its sender; otherwise decides it by its own rule.</summary>
    public static Decision Answer(Situation situation, Func<Situation, Decision> rule)
    {
        var delivery = AnsweredDelivery(situation.Message);
        if (!situation.Facts.Deliveries.Contains(delivery))
        {
            return new Decision { Refusals = [new Problem(ProblemCodes.ReplyNotExpected, "/inreplyto", "No message with this id was delivered from that recipient to you.")] };
        }

        var decision = rule(situation);
        return decision.Refusals.Count > 0 ? decision : decision with { Answers = Outcome(situation, delivery) };
    }

    /// <summary>A receipt from an institution's own client (hosted adapters write theirs to the tracker).</summary>
    public static Decision Receipt(Situation situation)
    {
        var (message, data) = (situation.Message, situation.Message.Data);
        var delivery = ReceiptedDelivery(message);
        if (delivery != data.GetProperty("deliveryId").GetGuid() || !situation.Facts.Deliveries.Contains(delivery))
        {
            return new Decision { Refusals = [new Problem(ProblemCodes.ReplyNotExpected, "/data/deliveryId", "No such delivery was made to you: deliveryId, messageId and sender must be those of the message received.")] };
        }

        return new Decision
        {
            Answers = new DeliveryChange
            {
                DeliveryId = delivery,
                At = situation.Now,
                By = "receipt",
                Code = Text(data, "code"),
                DueAt = data.TryGetProperty("retryAfter", out var seconds) ? situation.Now.AddSeconds(seconds.GetDouble()) : null,
                State = Text(data, "outcome") switch
                {
                    "delivered" => DeliveryState.Delivered,
                    "processed" => DeliveryState.Processed,
                    "refused" => DeliveryState.Refused,
                    _ => Text(data, "category") == "temporary" ? DeliveryState.Retrying : DeliveryState.Parked,
                },
            },
        };
    }

    /// <summary>The delivery that a receipt is about, derived from what it says of the message and who sent the receipt.</summary>
    public static Guid ReceiptedDelivery(Envelope receipt) =>
        DerivedIds.Delivery(Text(receipt.Data, "sender")!, Text(receipt.Data, "messageId")!, receipt.Sender); // required by the schema

    private static DeliveryChange? Outcome(Situation situation, Guid delivery)
    {
        var message = situation.Message;
        DeliveryState? state = message.Type.Name switch
        {
            MessageType.EnrolmentReceived => null, // a person decides; the delivery stays Delivered
            MessageType.EnrolmentDecided => AnyPending(message.Data) ? null : DeliveryState.Processed,
            _ => Text(message.Data, "outcome") == "refused" ? DeliveryState.Refused : DeliveryState.Processed,
        };
        return state is not { } known ? null : new DeliveryChange
        {
            DeliveryId = delivery,
            State = known,
            At = situation.Now,
            By = "reply",
            Code = known == DeliveryState.Refused ? Text(message.Data, "code") ?? ProblemCodes.ContentRefused : null,
        };
    }

    private static bool AnyPending(JsonElement data) =>
        data.GetProperty("selections").EnumerateArray().Any(selection => Text(selection, "state") == "pending");

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
