using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Contracts.Schemas;
using static CrossStudyBroker.Contracts.Problems.ProblemCodes;

namespace CrossStudyBroker.Broker.Routing;

/// <summary>Decides one valid message: pure, from the message and the facts. One line per message type.</summary>
internal static class Router
{
    /// <summary>The decision; DESIGN section 3, step 4.</summary>
    public static Decision Decide(Situation situation) =>
        Decision.RefuseIf(CheckAddress(situation), () => situation.Message.Type.Name switch
        {
            MessageType.EnrolmentRequested => EnrolmentRules.Requested(situation),
            MessageType.EnrolmentCancelled => EnrolmentRules.Cancelled(situation),
            MessageType.EnrolmentReceived => ReplyRules.Answer(situation, ToRecipient),
            MessageType.EnrolmentDecided => ReplyRules.Answer(situation, EnrolmentRules.Decided),
            MessageType.StudyRightChanged => LinkRules.Changed(situation),
            MessageType.StudyRightAnswered => ReplyRules.Answer(situation, StudyRightRules.Answered),
            MessageType.PersonalDataChanged => LinkRules.Changed(situation),
            MessageType.PersonalDataAnswered => ReplyRules.Answer(situation, ToRecipient),
            MessageType.CompletionRecorded => ToRecipient(situation), // R14, R21: mastered at the target, always passed on
            MessageType.CompletionAnswered => ReplyRules.Answer(situation, ToRecipient), // R27
            MessageType.OfferingPublished => OfferingRules.Published(situation),
            MessageType.OfferingWithdrawn => OfferingRules.Withdrawn(situation),
            MessageType.Receipt => ReplyRules.Receipt(situation),
            _ => new Decision { Refusals = [new Problem(TypeNotAllowed, "/type", "Only the broker sends messages of this type.")] },
        });

    private static Decision ToRecipient(Situation situation) =>
        new() { Recipients = [situation.Message.Recipient!] }; // the type needs one; validated

    private static IEnumerable<Problem> CheckAddress(Situation situation)
    {
        var message = situation.Message;
        if (message.Expires <= situation.Now)
        {
            yield return new Problem(MessageExpired, "/expires", "The sender's own time limit has passed.");
        }

        if (message.Recipient == message.Sender)
        {
            yield return new Problem(RecipientIsSender, "/recipient", "A message cannot be sent to oneself.");
        }
        else if (message.Recipient is { } recipient && !situation.Directory.Institutions.ContainsKey(recipient))
        {
            yield return new Problem(RecipientUnknown, "/recipient", $"There is no such institution; the nearest one is {EditDistance.Nearest(recipient, situation.Directory.Institutions.Keys)}.");
        }

        if (message.Network is { } network && message.Type.Name != MessageType.EnrolmentRequested && !situation.Directory.Networks.ContainsKey(network))
        {
            yield return MembershipRules.Unknown(situation.Directory, network, "/network");
        }
    }
}
