using CrossStudyBroker.Broker.Causes;
using Npgsql;
using static CrossStudyBroker.Broker.Tracking.Postgres.PostgresBatch;

namespace CrossStudyBroker.Broker.Tracking.Postgres;

/// <summary>
/// Applies delivery changes in one round trip and one transaction. A statement changes a row once, so a delivery's first change
/// goes into the first statement, its second into the second, and so on; there are rarely more than two.
/// </summary>
internal static class PostgresApplying
{
    // What a delivery was before goes to its events; how it stands now, it says itself, and that it was recorded is nobody's word (told_by is null).
    // "d.state" on the right-hand side is the state before. Queued when Queued says "published" (noted, no event);
    // Queued from anything else makes it unpublished again. Returned columns are those after the change.
    private const string Apply = $"""
        with recursive change as (
          select * from unnest($1::int[], $2::uuid[], $3::smallint[], $4::timestamptz[], $5::text[], $6::int[], $7::text[], $15::boolean[],
              $16::int[], $17::timestamptz[], $19::text[])
            c(n, delivery_id, state, at, code, attempts, told_by, only_published, tries, due_at, cause_code)),
        applied as (
          update delivery d set
            state_before = d.state,
            cause_before = d.cause,
            code_before = d.code,
            told_before = d.told_by,
            changed_before = d.changed_at,
            cause = case
              when c.state = any($20) then left(encode(sha256(convert_to(concat_ws(e'\n', c.cause_code, c.told_by, d.recipient, m.type), 'UTF8')), 'hex'), 12)
              when c.state in (30, 40) then d.cause end,
            state = c.state,
            published = case when c.state = 30 then d.state = 30 else d.published end,
            code = case when d.state = c.state then d.code else c.code end,
            attempts = case when d.state = c.state then d.attempts else coalesce(c.attempts, d.attempts) end,
            tries = case when d.state = c.state then d.tries else coalesce(c.tries, d.tries) end,
            told_by = case when d.state = c.state then d.told_by else c.told_by end,
            due_at = c.due_at,
            changed_at = case when d.state = c.state then d.changed_at else c.at end
          from change c, message m
          where d.delivery_id = c.delivery_id and m.id = d.message
            and ((d.state * 100 + c.state = any($8) and not c.only_published) or (d.state = 30 and c.state = 30 and not d.published))
          returning d.message, d.delivery_id, d.sender, d.recipient, d.state, d.state_before, d.cause, d.cause_before, d.code_before, d.told_before, d.changed_before, c.n, c.at,
            case when c.state = any($20) then c.cause_code end as cause_code, case when c.state = any($20) then c.told_by end as step,
            c.state = 30 and d.published as noted, m.tracking_id, m.message_id, m.type, m.case_id, m.replaces),
        moved as (select * from applied where not noted),
        events as (
          insert into event (message, delivery_id, state, at, code, told_by)
          select message, delivery_id, state_before, changed_before, code_before, told_before from moved where told_before is not null order by n),
        erased as (
          delete from vault v using moved where v.delivery_id = moved.delivery_id and moved.state = any($9)
          returning moved.n, moved.at, moved.delivery_id, moved.state),
        entered as (
          insert into ledger (at, what, delivery_id, reason, count)
          select at, 'payload', delivery_id, ($22::text[])[array_position($9::smallint[], state)], 1 from erased order by n),
        sealed as (
          -- The time for which a payload is kept counts from when the delivery first waited, also where it was on its queue in between.
          insert into vault (delivery_id, ciphertext, wrapped_key, key_id, kept_at, expires_at)
          select p.delivery_id, p.ciphertext, p.wrapped_key, p.key_id, p.kept_at, least(p.expires_at, p.expires_at - p.kept_at + coalesce(least(
            (select min(e.at) from event e where e.message = d.message and e.delivery_id = p.delivery_id and e.state = any($18)),
            case when d.state = any($18) then d.changed_at end), p.kept_at))
          from unnest($10::uuid[], $11::bytea[], $12::bytea[], $13::text[], $14::timestamptz[], $21::timestamptz[])
            p(delivery_id, ciphertext, wrapped_key, key_id, expires_at, kept_at)
          join delivery d on d.delivery_id = p.delivery_id
          left join moved on moved.delivery_id = p.delivery_id
          where case when moved.state is null then d.state = any($18) else moved.state <> all($9) end -- d is as it was before
          on conflict (delivery_id) do nothing),
        counted as (
          insert into count_change (sender, recipient, type, before, after, cause_before, cause_after, code, step, number, first_at, last_at)
          select sender, recipient, type, state_before, state, cause_before, cause, cause_code, step, count(*), min(at), max(at)
          from moved
          group by sender, recipient, type, state_before, state, cause_before, cause, cause_code, step, date_trunc('hour', at)),
        done as (select message, sender, recipient, replaces, at from moved where replaces is not null and state in (10, 20)),
        {PostgresCorrecting.Correct},
        counted_corrections as ({PostgresCorrecting.Count})
        select n, tracking_id, sender, message_id, type, case_id, recipient from moved
        """;

    /// <summary>The changes that moved a delivery, in the order given.</summary>
    public static async Task<IReadOnlyList<DeliveryChanged>> ApplyAsync(
        NpgsqlConnection connection, IReadOnlyList<DeliveryChange> changes, CancellationToken cancellationToken)
    {
        await using var batch = Begin(connection);
        foreach (var round in Rounds(changes))
        {
            Add(batch, round);
            PostgresOrder.AddTo(batch, round.ConvertAll(c => c.Change));
        }

        await using var reader = await batch.RunAsync(cancellationToken);
        var changed = new List<(int N, DeliveryChanged Changed)>(changes.Count);
        do
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                var n = reader.GetInt32(0);
                changed.Add((n, Read(reader, changes[n])));
            }
        }
        while (await reader.NextResultAsync(cancellationToken));

        await reader.CloseAsync();
        return [.. changed.OrderBy(c => c.N).Select(c => c.Changed)];
    }

    private static IEnumerable<List<(int N, DeliveryChange Change)>> Rounds(IReadOnlyList<DeliveryChange> changes)
    {
        var rounds = new List<List<(int N, DeliveryChange Change)>>();
        var earlier = new Dictionary<Guid, int>(changes.Count);
        for (var n = 0; n < changes.Count; n++)
        {
            var round = earlier.GetValueOrDefault(changes[n].DeliveryId);
            earlier[changes[n].DeliveryId] = round + 1;
            if (round == rounds.Count)
            {
                rounds.Add([]);
            }

            rounds[round].Add((n, changes[n]));
        }

        // Rows are locked in the order of ids, so that two replicas with the same deliveries rarely deadlock.
        return rounds.Select(round => round.OrderBy(c => c.Change.DeliveryId).ToList());
    }

    private static void Add(NpgsqlBatch batch, List<(int N, DeliveryChange Change)> round)
    {
        var payloads = round
            .Where(c => c.Change.Payload is not null)
            .Select(c => (c.Change.DeliveryId, Payload: c.Change.Payload!)).ToList(); // filtered above
        batch.Add(
            Apply,
            Column(round, c => c.N),
            Column(round, c => c.Change.DeliveryId),
            Column(round, c => (short)c.Change.State),
            Column(round, c => StoredTime.Of(c.Change.At)),
            Column(round, c => StoredText.OfOptional(c.Change.Code)),
            Column(round, c => c.Change.Attempts),
            Column(round, c => StoredText.Of(c.Change.By)),
            Value(DeliveryTransitions.Allowed),
            Value(DeliveryTransitions.Erasing),
            Column(payloads, p => p.DeliveryId),
            Column(payloads, p => p.Payload.Ciphertext),
            Column(payloads, p => p.Payload.WrappedKey),
            Column(payloads, p => p.Payload.KeyId),
            Column(payloads, p => StoredTime.Of(p.Payload.ExpiresAt)),
            Column(round, c => c.Change.OnlyPublished),
            Column(round, c => c.Change.Tries),
            Column(round, c => c.Change.DueAt is { } due ? StoredTime.Of(due) : (DateTimeOffset?)null),
            Value(DeliveryTransitions.Waiting),
            Column(round, c => CauseRules.CodeOf(c.Change.Code)),
            Value(CauseRules.Failing),
            Column(payloads, p => StoredTime.Of(p.Payload.KeptAt)),
            Value(ErasureReasons.OfErasingStates));
    }

    private static DeliveryChanged Read(NpgsqlDataReader reader, DeliveryChange change) => new()
    {
        TrackingId = reader.GetGuid(1),
        DeliveryId = change.DeliveryId,
        Sender = reader.GetString(2),
        MessageId = reader.GetString(3),
        Type = reader.GetString(4),
        CaseId = reader.IsDBNull(5) ? null : reader.GetString(5),
        Recipient = reader.GetString(6),
        State = change.State,
        At = StoredTime.Of(change.At),
        Code = change.Code,
        Note = change.Note,
    };
}
