namespace CrossStudyBroker.Broker.Tracking.Sqlite;

/// <summary>
/// The order of deliveries (DESIGN section 4): those of one case, and the changes of one student, from one sender to one recipient. A
/// delivery is behind an earlier one that is not yet delivered or over.
/// </summary>
internal static class SqliteOrder
{
    // Of the message ?1: other messages of its order, with what they have in common.
    private const string Order = """
        sharing as (
          select o.id as message, o.case_id as key
          from message m join message o on o.case_id = m.case_id and o.sender = m.sender and o.id <> m.id
          where m.id = ?1
          union
          select o.id, s.hash
          from message m join student s on s.message = m.id join student os on os.hash = s.hash and os.message <> m.id
            join message o on o.id = os.message and o.sender = m.sender
          where m.id = ?1 and m.kind in ('personal-data', 'study-right') and m.type like '%.changed.%'
            and o.kind in ('personal-data', 'study-right') and o.type like '%.changed.%')
        """;

    // Most messages are alone in their order. One look by key tells, where the queries below cost many times as much.
    private const string IsInOrder = """
        select m.replaces is not null
          or (m.kind in ('personal-data', 'study-right') and m.type like '%.changed.%')
          or exists (select 1 from message o where o.case_id = m.case_id and o.sender = m.sender and o.id <> m.id)
        from message m where m.id = ?1
        """;

    private const string SelectDelivery = """
        select d.message, d.recipient, d.state, d.attempts, d.tries, exists (select 1 from vault v where v.delivery_id = d.delivery_id),
          (select m.network from message m where m.id = d.message)
        from delivery d where d.delivery_id = ?1
        """;

    private const string SelectMessage = "select message from delivery where delivery_id = ?1";

    private const string SelectOpenAhead = $"""
        with {Order}
        select 1 from sharing s join delivery e on e.message = s.message and e.recipient = ?2
        where s.message < ?1 and e.state in (30, 40, 50, 80) limit 1
        """;

    // What is on its queue already stays ahead there by itself.
    private const string SelectAhead = $"""
        with {Order}
        select distinct e.delivery_id
        from sharing s join delivery e on e.message = s.message and e.recipient = ?2
        where s.message < ?1 and (e.state in (40, 50, 80) or (?3 and e.state = 30 and not e.published))
        """;

    // The first of each case and student that is open; whether anything else is in its way is seen when it is taken.
    private const string CallNext = $"""
        with {Order},
        next as (
          select f.delivery_id, min(s.message)
          from sharing s join delivery f on f.message = s.message and f.recipient = ?2
          where s.message > ?1 and f.state in (30, 40, 50, 80)
          group by s.key)
        update delivery set due_at = ?3 where delivery_id in (select delivery_id from next) and state = 40 and due_at is null
        """;

    private const string AnyHeld = "select 1 from delivery where state = 40 limit 1";

    private const string SetDue = "update delivery set due_at = ?2 where delivery_id = ?1";

    // A later whole state makes an earlier one needless if it names every identifier that the earlier one does: one that only the
    // earlier one names would otherwise be lost.
    private const string SelectSuperseded = $"""
        with {Order}
        select e.delivery_id
        from message m join sharing s on s.message < m.id join message o on o.id = s.message and o.state_key = m.state_key
          join delivery e on e.message = o.id and e.recipient = ?2 and e.state in (40, 50, 80)
        where m.id = ?1 and (o.case_id is null or o.case_id = m.case_id)
          and not exists (select 1 from student os where os.message = o.id and os.hash not in (select hash from student where message = ?1))
        union
        select e.delivery_id
        from message m join message o on o.message_id = m.replaces and o.sender = m.sender and o.id < m.id
          join delivery e on e.message = o.id and e.recipient = ?2 and e.state in (40, 50, 80)
        where m.id = ?1
        """;

    /// <summary>A delivery that is held: what it was to wait for may have gone in the meantime.</summary>
    public static void Hold(SqliteSession session, Guid deliveryId, DateTimeOffset at)
    {
        if (Admit(session, deliveryId) is { IsBehind: false })
        {
            session.Execute(SetDue, deliveryId, at);
        }
    }

    /// <summary>A delivery that is delivered or over lets the next ones go.</summary>
    public static void Leave(SqliteSession session, long message, string recipient, DateTimeOffset at)
    {
        if (Any(session.Read(AnyHeld)))
        {
            session.Execute(CallNext, message, recipient, at);
        }
    }

    /// <summary>How a delivery stands; null if it is not known.</summary>
    public static Admission? Admit(SqliteSession session, Guid deliveryId)
    {
        using var row = session.Read(SelectDelivery, deliveryId);
        if (!row.Next())
        {
            return null;
        }

        var (message, recipient) = (row.Number(0), row.Text(1));
        var isBehind = HasOrder(session, message) && Any(session.Read(SelectOpenAhead, message, recipient));
        return new Admission(deliveryId, (DeliveryState)row.Number(2), (int)row.Number(3), (int)row.Number(4), isBehind, row.Flag(5), row.TextOrNull(6));
    }

    /// <summary>True if a delivery that is to go to its queue must wait: an earlier one waits, or has yet to go there itself.</summary>
    public static bool MustWait(SqliteSession session, Guid deliveryId, string recipient) =>
        MessageOf(session, deliveryId) is { } message && HasOrder(session, message) && Any(session.Read(SelectAhead, message, recipient, true));

    /// <summary>What a new delivery of a message that is not alone in its order makes needless, and whether anything else waits in its way.</summary>
    public static (bool IsBehind, List<Guid> Supersedes) Look(SqliteSession session, long message, string recipient)
    {
        var ahead = Ids(session.Read(SelectAhead, message, recipient, false));
        var superseded = Ids(session.Read(SelectSuperseded, message, recipient));
        return (ahead.Except(superseded).Any(), superseded);
    }

    /// <summary>True if a message shares its order with others, or may.</summary>
    public static bool HasOrder(SqliteSession session, long message)
    {
        using var row = session.Read(IsInOrder, message);
        return row.Next() && row.Flag(0);
    }

    private static long? MessageOf(SqliteSession session, Guid deliveryId)
    {
        using var row = session.Read(SelectMessage, deliveryId);
        return row.Next() ? row.Number(0) : null;
    }

    private static bool Any(SqliteStatement.Rows rows)
    {
        using (rows)
        {
            return rows.Next();
        }
    }

    private static List<Guid> Ids(SqliteStatement.Rows rows)
    {
        var ids = new List<Guid>();
        using (rows)
        {
            while (rows.Next())
            {
                ids.Add(rows.Id(0));
            }
        }

        return ids;
    }
}
