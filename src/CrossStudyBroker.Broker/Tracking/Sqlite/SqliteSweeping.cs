namespace CrossStudyBroker.Broker.Tracking.Sqlite;

/// <summary>Deletes what has outlived its clock (DESIGN section 5).</summary>
internal static class SqliteSweeping
{
    /// <summary>Messages deleted in one transaction; other writers wait for no longer than that takes.</summary>
    public const int Piece = 500;

    private const string CollectTraces = """
        insert into temp.gone select id, sender, received_at from message where received_at < ?1 order by received_at limit ?2
        """;

    // Parties first: they are found by their whole key, made of the message's sender and its recipients.
    private static readonly string[] DeleteTraces =
    [
        """
        delete from party where (institution, received_at, message) in (
          select sender, received_at, id from temp.gone
          union all
          select d.recipient, d.received_at, d.message from temp.gone g cross join delivery d where d.message = g.id)
        """,
        "delete from event where message in (select id from temp.gone)",
        "delete from student where message in (select id from temp.gone)",
        "delete from delivery where message in (select id from temp.gone)",
        "delete from message where id in (select id from temp.gone)",
    ];

    private const string DeletePayloads = """
        delete from vault where delivery_id in (select d.delivery_id from temp.gone g cross join delivery d where d.message = g.id)
        """;

    /// <summary>Deletes payloads and links; returns how many.</summary>
    public static int SweepPayloadsAndLinks(SqliteSession session, DateTimeOffset now) =>
        session.Execute("delete from vault where expires_at <= ?1", now)
        + session.Execute("delete from link where expires_on <= ?1", StoredTime.DayOf(now));

    /// <summary>Deletes one piece of traces; returns how many messages, and payloads that were left with them.</summary>
    public static (int Messages, int Payloads) SweepTraces(SqliteSession session, DateTimeOffset tracesBefore)
    {
        session.Execute("create temp table if not exists gone (id integer primary key, sender text, received_at integer)");
        session.Execute("delete from temp.gone");
        var messages = session.Execute(CollectTraces, tracesBefore, Piece);
        if (messages == 0)
        {
            return (0, 0);
        }

        var payloads = session.Execute(DeletePayloads);
        foreach (var statement in DeleteTraces)
        {
            session.Execute(statement);
        }

        return (messages, payloads);
    }
}
