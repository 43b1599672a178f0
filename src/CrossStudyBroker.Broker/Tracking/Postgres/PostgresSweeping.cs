using CrossStudyBroker.Broker.Flow;
using Dapper;
using Npgsql;

namespace CrossStudyBroker.Broker.Tracking.Postgres;

/// <summary>Deletes what has outlived its clock (DESIGN section 5).</summary>
internal static class PostgresSweeping
{
    // In pieces, so that no sweep holds many rows for long; replicas that sweep at once share the work.
    private const int Piece = 2_000;

    private static readonly string Traces = $"""
        with gone as (
          delete from message where id in (
            select id from message where received_at < @tracesBefore order by received_at limit @Piece for update skip locked)
          returning id, sender, recipient, type, received_at, outcome, cause),
        deliveries as (
          delete from delivery d using gone where d.message = gone.id
          returning d.delivery_id, d.message, d.sender, d.recipient, d.received_at, d.state, d.cause, gone.type),
        counted as (
          {SweptCounts.Insert}
          select sender, recipient, type, state, cause, count(*), min(received_at), min(received_at)
          from deliveries group by sender, recipient, type, state, cause
          union all
          select sender, coalesce(recipient, ''), {SweptCounts.TypeOf("type")}, 61, cause, count(*), min(received_at), min(received_at)
          from gone where outcome = 1 group by 1, 2, 3, 5),
        events as (delete from event e using gone where e.message = gone.id),
        students as (delete from student s using gone where s.message = gone.id),
        parties as (
          delete from party p
          using (select sender as institution, received_at, id from gone union select recipient, received_at, message from deliveries) g
          where p.institution = g.institution and p.received_at = g.received_at and p.message = g.id),
        payloads as (delete from vault v using deliveries d where v.delivery_id = d.delivery_id returning 1)
        select (select count(*) from gone) as messages, (select count(*) from payloads) as payloads
        """;

    /// <summary>Deletes; returns how many messages, links and payloads.</summary>
    public static async Task<int> SweepAsync(
        NpgsqlConnection connection, DateTimeOffset now, DateTimeOffset tracesBefore, CancellationToken cancellationToken)
    {
        var deleted = await connection.ExecuteAsync(new CommandDefinition(
            "delete from vault where expires_at <= @now; delete from link where expires_on <= @today",
            new { now = StoredTime.Of(now), today = StoredTime.DayOf(now) },
            cancellationToken: cancellationToken));
        long messages;
        do
        {
            long payloads;
            (messages, payloads) = await connection.QuerySingleAsync<(long Messages, long Payloads)>(new CommandDefinition(
                Traces, new { tracesBefore = StoredTime.Of(tracesBefore), Piece }, cancellationToken: cancellationToken));
            deleted += (int)(messages + payloads);
        }
        while (messages == Piece);
        return deleted;
    }
}
