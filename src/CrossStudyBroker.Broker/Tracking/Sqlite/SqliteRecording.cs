using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Broker.Flow;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Broker.Tracking.Sqlite;

/// <summary>Records messages one by one inside the batch's transaction; nobody else writes meanwhile.</summary>
internal static class SqliteRecording
{
    private const string InsertMessage = """
        insert into message (tracking_id, sender, message_id, type, kind, recipient, network, case_id, in_reply_to, trace_parent,
          received_at, content_hash, size, outcome, problems, replaces, state_key, cause)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
        on conflict (tracking_id) do nothing
        """;

    private const string InsertDelivery = """
        insert into delivery (delivery_id, message, sender, recipient, received_at, state, changed_at, reply_by) values (?1, ?2, ?3, ?4, ?5, 30, ?5, ?6)
        """;

    private const string InsertParty = """
        insert into party (institution, received_at, message, kind, outcome) values (?1, ?2, ?3, ?4, ?5) on conflict do nothing
        """;

    private const string InsertStudent = "insert into student (hash, message) values (?1, ?2) on conflict do nothing";

    private const string SelectKnown = "select id, content_hash, outcome, problems from message where tracking_id = ?1";

    // "+" keeps the planner from the index by state, which at a peak holds far more queued deliveries than one message has.
    private const string SelectUnpublished = """
        select delivery_id, recipient from delivery where message = ?1 and +state = 30 and not published order by recipient
        """;

    /// <summary>Results in the order given.</summary>
    public static IReadOnlyList<RecordResult> Record(SqliteSession session, IReadOnlyList<MessageRecord> messages)
    {
        var (results, tally) = (new RecordResult[messages.Count], new CountTally());
        for (var index = 0; index < messages.Count; index++)
        {
            results[index] = Record(session, messages[index], tally);
        }

        SqliteCounting.Write(session, tally);
        return results;
    }

    private static RecordResult Record(SqliteSession session, MessageRecord message, CountTally tally)
    {
        var receivedAt = message.ReceivedAt;
        var kind = MessageKinds.Of(message.Type);
        var sender = StoredText.Of(message.Sender);
        var isNew = session.Execute(
            InsertMessage,
            message.TrackingId,
            sender,
            StoredText.Of(message.MessageId),
            StoredText.Of(message.Type),
            kind,
            StoredText.OfOptional(message.Recipient),
            StoredText.OfOptional(message.Network),
            StoredText.OfOptional(message.CaseId),
            StoredText.OfOptional(message.InReplyTo),
            StoredText.OfOptional(message.TraceParent),
            receivedAt,
            message.ContentHash,
            message.Size,
            message.Outcome,
            StoredJson.Write(message.Problems),
            StoredText.OfOptional(message.Replaces),
            message.StateKey,
            CauseRules.Of(message)) > 0;
        if (!isNew)
        {
            return Repeat(session, message);
        }

        tally.Add(CountChanges.Of(message));
        return RecordNew(session, message, kind, sender, tally);
    }

    private static RecordResult RecordNew(SqliteSession session, MessageRecord message, string kind, string sender, CountTally tally)
    {
        var (receivedAt, row, result) = (message.ReceivedAt, session.LastRow, KnownMessage.New(message));
        session.Execute(InsertParty, sender, receivedAt, row, kind, message.Outcome);
        foreach (var delivery in result.ToPublish)
        {
            session.Execute(InsertDelivery, delivery.DeliveryId, row, sender, delivery.Recipient, receivedAt, delivery.ReplyBy);
            session.Execute(InsertParty, delivery.Recipient, receivedAt, row, kind, message.Outcome);
            SqliteApplying.KeepFirst(session, delivery.DeliveryId, delivery.Payload);
        }

        foreach (var hash in message.StudentHashes)
        {
            session.Execute(InsertStudent, hash, row);
        }

        if (CauseRules.Corrects(message))
        {
            SqliteCorrecting.Correct(session, sender, StoredText.Of(message.Replaces!), row, recipient: null, receivedAt, tally); // it names one
        }

        SqliteEffects.Apply(session, message);
        return InOrder(session, row, result);
    }

    private static RecordResult Repeat(SqliteSession session, MessageRecord message)
    {
        var (row, known) = ReadKnown(session, message.TrackingId);
        return InOrder(session, row, known.Answer(message));
    }

    private static RecordResult InOrder(SqliteSession session, long row, RecordResult result)
    {
        if (result.ToPublish.Count == 0 || !SqliteOrder.HasOrder(session, row))
        {
            return result with { IsAlone = result.Kind == RecordKind.New };
        }

        var (behind, supersedes) = (new List<Guid>(), new List<Guid>());
        foreach (var delivery in result.ToPublish)
        {
            var (isBehind, superseded) = SqliteOrder.Look(session, row, delivery.Recipient);
            supersedes.AddRange(superseded);
            if (isBehind)
            {
                behind.Add(delivery.DeliveryId);
            }
        }

        return result with { Behind = behind, Supersedes = supersedes };
    }

    private static (long Row, KnownMessage Known) ReadKnown(SqliteSession session, Guid trackingId)
    {
        using var message = session.Read(SelectKnown, trackingId);
        message.Next();
        var problems = StoredJson.Read<Problem>(message.TextOrNull(3));
        var known = new KnownMessage(message.Bytes(1), (MessageOutcome)message.Number(2), problems, []);
        using var deliveries = session.Read(SelectUnpublished, message.Number(0));
        while (deliveries.Next())
        {
            known.Unpublished.Add(new DeliveryRecord(deliveries.Id(0), deliveries.Text(1)));
        }

        return (message.Number(0), known);
    }
}
