using System.Collections.Concurrent;
using CrossStudyBroker.Broker.Lanes;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Broker.Status;

/// <summary>What happened, in the words of <c>message.status</c>.</summary>
internal static class StatusChanges
{
    /// <summary>
    /// Most changes in one event, faults counted too: it stays far below the size of the largest message, and below that of what .NET keeps apart
    /// as large objects, which a busy broker would have collected many times a second.
    /// </summary>
    private const int MostPerEvent = 150;

    /// <summary>The changes that the broker's answer to a message makes: one for the message, one for each delivery put on its way.</summary>
    public static IEnumerable<StatusChange> Of(MessageRecord record, Answer answer)
    {
        var about = new StatusChange
        {
            Id = record.MessageId.Length > 0 ? record.MessageId : null,
            TrackingId = answer.TrackingId.ToString(),
            Type = record.Type.Length > 0 ? record.Type : null,
            CaseId = record.CaseId,
            At = record.ReceivedAt,
            State = MessageState.Accepted,
        };
        var codes = answer.Problems.Take(100).Select(problem => new Fault { Code = problem.Code, Pointer = problem.Pointer, Detail = problem.Detail }).ToList();
        yield return about with
        {
            State = answer.Outcome == MessageOutcome.Refused ? MessageState.Refused
                : answer.Outcome == MessageOutcome.Accepted && ReachesNobody(record, answer) ? MessageState.Processed
                : MessageState.Accepted,
            Codes = codes.Count > 0 ? codes : null,
            Recipients = answer.Outcome == MessageOutcome.DryRun ? answer.Deliveries.Select(delivery => delivery.Recipient).ToList() : null,
            ContentSha256 = record.MessageId.Length > 0 ? null : Convert.ToHexStringLower(record.ContentHash),
        };

        if (answer.Outcome == MessageOutcome.Accepted)
        {
            foreach (var delivery in answer.Deliveries)
            {
                yield return about with { State = MessageState.Queued, Recipient = delivery.Recipient, DeliveryId = delivery.DeliveryId.ToString() };
            }
        }
    }

    /// <summary>True if there is nobody to tell, or it was for the broker. A repeat is what it was the first time, whatever today's decision says of it.</summary>
    private static bool ReachesNobody(MessageRecord record, Answer answer) =>
        answer.Problems.Any(problem => problem.Code == ProblemCodes.NoRecipients)
        || record is { Outcome: MessageOutcome.Accepted, Deliveries.Count: 0, Problems.Count: 0 };

    /// <summary>A delivery's change.</summary>
    public static StatusChange Of(DeliveryChanged change) => new()
    {
        Id = change.MessageId,
        TrackingId = change.TrackingId.ToString(),
        Type = change.Type,
        CaseId = change.CaseId,
        Recipient = change.Recipient,
        DeliveryId = change.DeliveryId.ToString(),
        State = Enum.Parse<MessageState>(change.State.ToString()),
        At = change.At,
        Codes = change.Code is { } code ? [new Fault { Code = code, Pointer = "" }] : null,
        PayloadErasedAt = change.PayloadErasedAt ?? (change.Code == ProblemCodes.PayloadExpired ? change.At : null),
        Note = change.Note,
    };

    /// <summary>Takes what goes into the next event; nothing, if there is nothing.</summary>
    public static List<StatusChange> Take(ConcurrentQueue<StatusChange> waiting)
    {
        var taken = new List<StatusChange>();
        for (var size = 0; size < MostPerEvent && waiting.TryDequeue(out var change); size += 1 + (change.Codes?.Count ?? 0))
        {
            taken.Add(change);
        }

        return taken;
    }

    /// <summary>What the recipient is told too: that the content of what could not be handed over to it will be erased, or was.</summary>
    public static StatusChange? ForRecipient(DeliveryChanged change) => change.Code is ProblemCodes.PayloadExpiresSoon or ProblemCodes.PayloadExpired && change.Sender != "broker"
        ? Of(change) with { Sender = change.Sender }
        : null;

    /// <summary>True for what is worth knowing to "final" subscribers: nothing more happens by itself, or not for long.</summary>
    public static bool IsResting(StatusChange change) =>
        change.State is not (MessageState.Accepted or MessageState.Queued or MessageState.Delivered or MessageState.Retrying or MessageState.Held)
        || change.Recipients is not null
        || change.Codes?.Any(fault => fault.Code == ProblemCodes.PayloadExpiresSoon) == true; // a person has to act
}
