namespace CrossStudyBroker.Broker.Tracking.Postgres;

/// <summary>
/// A message that arrives takes the refusals of the one that it replaces, and of those that one replaced, out of their groups. Of a message to
/// several recipients that is done recipient by recipient; one that is not addressed again has nothing more to wait for.
/// </summary>
internal static class PostgresCorrecting
{
    /// <summary>
    /// Common table expressions after "done": messages (message, sender, replaces, at) that reached a recipient, or are done with and reach
    /// nobody (recipient null). Needs "with recursive".
    /// </summary>
    public const string Correct = """
        chain as (
          select done.message as by, done.recipient, done.at, o.id, o.replaces, o.sender
          from done join message o on o.message_id = done.replaces and o.sender = done.sender
          union
          select c.by, c.recipient, c.at, o.id, o.replaces, o.sender
          from chain c join message o on o.message_id = c.replaces and o.sender = c.sender),
        corrected as materialized (
          select d.delivery_id, d.sender, d.state, d.cause
          from delivery d
          where d.cause is not null and d.state in (14, 60, 70)
            and d.delivery_id in (
              select o.delivery_id from chain c join delivery o on o.message = c.id
              where o.recipient = c.recipient or not exists (select 1 from delivery n where n.message = c.by and n.recipient = o.recipient))
          for update),
        cleared as (update delivery d set cause = null from corrected c where d.delivery_id = c.delivery_id),
        corrected_messages as materialized (
          select m.id, m.sender, m.cause from message m where m.cause is not null and m.id in (select id from chain) for update),
        cleared_messages as (update message m set cause = null from corrected_messages c where m.id = c.id)
        """;

    /// <summary>Counts what <see cref="Correct"/> took out.</summary>
    public const string Count = """
        insert into count_change (sender, recipient, type, before, after, cause_before, number, first_at, last_at)
        select c.sender, '', '', c.state, c.state, c.cause, 1, t.at, t.at from corrected c cross join (select max(at) as at from done) t
        union all
        select c.sender, '', '', 61, 61, c.cause, 1, t.at, t.at from corrected_messages c cross join (select max(at) as at from done) t
        """;
}
