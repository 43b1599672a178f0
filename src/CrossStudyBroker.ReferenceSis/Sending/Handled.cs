using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.ReferenceSis.Sending;

/// <summary>What came of a delivery: the outcome, and what is sent back.</summary>
internal sealed record Handled(Outcome Outcome, OutgoingMessage? Answer = null)
{
    public static Handled Processed(OutgoingMessage? answer = null) => new(Outcome.Processed, answer);

    public static Handled Delivered(OutgoingMessage answer) => new(Outcome.Delivered, answer);

    public static Handled Refused(string code, string? detail = null) => new(Outcome.Refused(code, detail));

    public static Handled Failed(string code) => new(Outcome.FailedPermanently(code));

    /// <summary>The answer to a delivery, with an id that a second delivery gives again.</summary>
    public static OutgoingMessage Reply<T>(Delivery<T> delivery, object data, DateTimeOffset now)
        where T : class => new()
        {
            Id = ReplyId.For(delivery.DeliveryId, PayloadTypes.NameOf(data.GetType())),
            Time = now,
            Recipient = delivery.Sender,
            Network = delivery.Network,
            CaseId = delivery.CaseId,
            InReplyTo = delivery.MessageId,
            Data = data,
        };
}
