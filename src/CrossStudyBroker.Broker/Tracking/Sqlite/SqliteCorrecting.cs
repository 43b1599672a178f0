using CrossStudyBroker.Broker.Flow;

namespace CrossStudyBroker.Broker.Tracking.Sqlite;

/// <summary>
/// A message that arrives takes the refusals of the one that it replaces, and of those that one replaced, out of their groups. Of a message to
/// several recipients that is done recipient by recipient; one that is not addressed again has nothing more to wait for.
/// </summary>
internal static class SqliteCorrecting
{
    // Replaced messages of sender ?1, beginning with its id ?2.
    private const string Chain = """
        with recursive chain as (
          select id, replaces from message where sender = ?1 and message_id = ?2
          union
          select o.id, o.replaces from chain c join message o on o.message_id = c.replaces and o.sender = ?1)
        """;

    private const string SelectDeliveries = $"""
        {Chain}
        select d.delivery_id, d.state, d.cause
        from chain join delivery d on d.message = chain.id
        where d.cause is not null and d.state in (14, 60, 70)
          and (d.recipient = ?3 or not exists (select 1 from delivery n where n.message = ?4 and n.recipient = d.recipient))
        """;

    private const string SelectMessages = $"""
        {Chain}
        select m.id, m.cause from chain join message m on m.id = chain.id where m.cause is not null
        """;

    /// <summary>A message reached a recipient, or is done with and reaches nobody (null).</summary>
    public static void Correct(SqliteSession session, string sender, string replaced, long by, string? recipient, DateTimeOffset at, CountTally tally)
    {
        foreach (var (id, state, cause) in Deliveries(session, sender, replaced, by, recipient))
        {
            session.Execute("update delivery set cause = null where delivery_id = ?1", id);
            tally.Add(CountChanges.Cleared(sender, state, cause, at));
        }

        foreach (var (id, cause) in Messages(session, sender, replaced))
        {
            session.Execute("update message set cause = null where id = ?1", id);
            tally.Add(CountChanges.Cleared(sender, CountedStates.RefusedAtIntake, cause, at));
        }
    }

    private static List<(Guid Id, short State, string Cause)> Deliveries(SqliteSession session, string sender, string replaced, long by, string? recipient)
    {
        var found = new List<(Guid Id, short State, string Cause)>();
        using var rows = session.Read(SelectDeliveries, sender, replaced, recipient, by);
        while (rows.Next())
        {
            found.Add((rows.Id(0), (short)rows.Number(1), rows.Text(2)));
        }

        return found;
    }

    private static List<(long Id, string Cause)> Messages(SqliteSession session, string sender, string replaced)
    {
        var found = new List<(long Id, string Cause)>();
        using var rows = session.Read(SelectMessages, sender, replaced);
        while (rows.Next())
        {
            found.Add((rows.Number(0), rows.Text(1)));
        }

        return found;
    }
}
