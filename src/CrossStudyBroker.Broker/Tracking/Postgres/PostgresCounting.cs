using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Broker.Flow;
using Npgsql;
using static CrossStudyBroker.Broker.Tracking.Postgres.PostgresBatch;

namespace CrossStudyBroker.Broker.Tracking.Postgres;

/// <summary>What new messages that go nowhere change in the counts: those that the broker refused, and those that nobody receives.</summary>
internal static class PostgresCounting
{
    private const string CountRefused = $"""
        insert into count_change (sender, recipient, type, after, cause_after, code, step, number, first_at, last_at)
        select m.sender, r.recipient, r.type, 61, m.cause, r.code, '{CauseRules.Intake}', count(*), min(m.received_at), max(m.received_at)
        from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) r(tracking_id, recipient, type, code)
          join message m on m.tracking_id = r.tracking_id and {PostgresRecording.IsNew}
        group by m.sender, r.recipient, r.type, m.cause, r.code, date_trunc('hour', m.received_at)
        """;

    private const string Correct = $"""
        with recursive done as (
          select m.id as message, m.sender, null::text as recipient, m.replaces, m.received_at as at
          from message m where m.tracking_id = any($1) and {PostgresRecording.IsNew}),
        {PostgresCorrecting.Correct}
        {PostgresCorrecting.Count}
        """;

    /// <summary>Adds the counting of messages that the broker refused, where there are any.</summary>
    public static void AddRefusalsTo(NpgsqlBatch batch, IReadOnlyList<MessageRecord> messages)
    {
        var refused = messages.Where(message => message.Outcome == MessageOutcome.Refused).Select(message => (message.TrackingId, Change: CountChanges.Of(message).Single())).ToList();
        if (refused.Count > 0)
        {
            batch.Add(
                CountRefused,
                Column(refused, r => r.TrackingId),
                Column(refused, r => r.Change.Recipient),
                Column(refused, r => r.Change.Type),
                Column(refused, r => r.Change.Code!)); // a refusal has one
        }
    }

    /// <summary>
    /// Adds the correcting by messages that nobody receives, where there are any. Last of all: it writes rows of messages that are not new, which
    /// then look as if they were.
    /// </summary>
    public static void AddCorrectionsTo(NpgsqlBatch batch, IReadOnlyList<MessageRecord> messages)
    {
        if (messages.Where(CauseRules.Corrects).ToList() is { Count: > 0 } correcting)
        {
            batch.Add(Correct, Column(correcting, m => m.TrackingId));
        }
    }
}
