using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Broker.Flow;

/// <summary>The changes of counts that a new message makes.</summary>
internal static class CountChanges
{
    /// <summary>One for each delivery on its way; one for a message that the broker refused; none for a dry run and for what nobody receives.</summary>
    public static IEnumerable<CountChange> Of(MessageRecord message)
    {
        var change = new CountChange
        {
            Sender = StoredText.Of(message.Sender),
            Recipient = StoredText.OfOptional(message.Recipient) ?? "",
            Type = StoredText.Of(message.Type),
            Number = 1,
            FirstAt = message.ReceivedAt,
            LastAt = message.ReceivedAt,
        };
        return message.Outcome switch
        {
            MessageOutcome.Accepted => message.Deliveries.Select(delivery => change with { Recipient = delivery.Recipient, After = (short)DeliveryState.Queued }),
            MessageOutcome.Refused =>
            [
                change with
                {
                    Type = CauseRules.TypeOf(message.Type),
                    After = CountedStates.RefusedAtIntake,
                    CauseAfter = CauseRules.Of(message),
                    Code = CauseRules.CodeOf(message),
                    Step = CauseRules.Intake,
                },
            ],
            _ => [],
        };
    }

    /// <summary>The change by which an answer for good leaves its cause group and stays what it is.</summary>
    public static CountChange Cleared(string sender, short state, string cause, DateTimeOffset at) => new()
    {
        Sender = sender,
        Recipient = "",
        Type = "",
        Before = state,
        After = state,
        CauseBefore = cause,
        Number = 1,
        FirstAt = at,
        LastAt = at,
    };
}
