using CrossStudyBroker.Broker.Flow;

namespace CrossStudyBroker.Broker.Tracking.Sqlite;

/// <summary>Deletes what has outlived its clock (DESIGN section 5).</summary>
internal static class SqliteSweeping
{
    /// <summary>Messages deleted in one transaction; other writers wait for no longer than that takes.</summary>
    public const int Piece = 200;

    private const string SelectTraces = "select id, sender, received_at from message where received_at < ?1 order by received_at limit ?2";

    private const string SelectDeliveries = "select delivery_id, recipient from delivery where message = ?1";

    private const string DeleteParty = "delete from party where institution = ?1 and received_at = ?2 and message = ?3";

    private const string DeletePayload = "delete from vault where delivery_id = ?1";

    private static readonly string[] CountMessage =
    [
        $"""
        {SweptCounts.Insert}
        select d.sender, d.recipient, m.type, d.state, d.cause, 1, m.received_at, m.received_at
        from message m join delivery d on d.message = m.id where m.id = ?1
        """,
        $"""
        {SweptCounts.Insert}
        select m.sender, coalesce(m.recipient, ''), {SweptCounts.TypeOf("m.type")}, 61, m.cause, 1, m.received_at, m.received_at
        from message m where m.id = ?1 and m.outcome = 1
        """,
    ];

    private static readonly string[] DeleteMessage =
    [
        "delete from event where message = ?1",
        "delete from student where message = ?1",
        "delete from delivery where message = ?1",
        "delete from message where id = ?1",
    ];

    /// <summary>Deletes payloads and links; returns how many.</summary>
    public static int SweepPayloadsAndLinks(SqliteSession session, DateTimeOffset now) =>
        session.Execute("delete from vault where expires_at <= ?1", now)
        + session.Execute("delete from link where expires_on <= ?1", StoredTime.DayOf(now));

    /// <summary>Deletes one piece of traces; returns how many messages, and payloads that were left with them.</summary>
    public static (int Messages, int Payloads) SweepTraces(SqliteSession session, DateTimeOffset tracesBefore)
    {
        var traces = new List<(long Id, string Sender, DateTimeOffset ReceivedAt)>(Piece);
        using (var rows = session.Read(SelectTraces, tracesBefore, Piece))
        {
            while (rows.Next())
            {
                traces.Add((rows.Number(0), rows.Text(1), rows.Time(2)));
            }
        }

        return (traces.Count, traces.Sum(trace => Delete(session, trace.Id, trace.Sender, trace.ReceivedAt)));
    }

    private static int Delete(SqliteSession session, long message, string sender, DateTimeOffset receivedAt)
    {
        var payloads = 0;
        Array.ForEach(CountMessage, statement => session.Execute(statement, message));
        session.Execute(DeleteParty, sender, receivedAt, message);
        using (var deliveries = session.Read(SelectDeliveries, message))
        {
            while (deliveries.Next())
            {
                session.Execute(DeleteParty, deliveries.Text(1), receivedAt, message);
                payloads += session.Execute(DeletePayload, deliveries.Id(0));
            }
        }

        foreach (var statement in DeleteMessage)
        {
            session.Execute(statement, message);
        }

        return payloads;
    }
}
