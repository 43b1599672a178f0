using Npgsql;
using static CrossStudyBroker.Broker.Tracking.Postgres.PostgresBatch;

namespace CrossStudyBroker.Broker.Tracking.Postgres;

/// <summary>
/// The order of deliveries (DESIGN section 4): those of one case, and the changes of one student, from one sender to one recipient. A
/// delivery is behind an earlier one that is not yet delivered or over.
/// Whoever decides by that to hold a delivery locks the row of the earlier one ("for share"), so that it cannot go unseen meanwhile: either
/// it has gone before, or it finds the one that waits for it.
/// </summary>
internal static class PostgresOrder
{
    // A message (alias m) that says all of what it is about, so that its order is the student's as well.
    private const string IsState = "m.kind in ('personal-data', 'study-right') and m.type like '%.changed.%'";

    /// <summary>What the order of a delivery (alias d) depends on in its message, found by its key.</summary>
    public const string OfMessage = $"""
        cross join lateral (
          select m.sender, m.case_id, {IsState} as is_state, m.network
          from message m where m.id = d.message offset 0) m
        """;

    /// <summary>
    /// Of deliveries called "mine" (delivery_id, recipient, message, and sender, case_id, is_state of that): other deliveries of their order, with
    /// what they have in common. "offset 0" keeps each step a look by key of its own: a plan that was made while the tables were small would
    /// otherwise read one of them whole for ever.
    /// </summary>
    public const string Sharing = $"""
        sharing as (
          select mine.delivery_id, mine.message as mine, o.delivery_id as other, o.message, o.state, mine.case_id as key
          from mine
            cross join lateral (
              select om.id from message om where om.case_id = mine.case_id and om.sender = mine.sender and om.id <> mine.message offset 0) om
            cross join lateral (
              select o.delivery_id, o.message, o.state from delivery o where o.message = om.id and o.recipient = mine.recipient offset 0) o
          union all
          select mine.delivery_id, mine.message, o.delivery_id, o.message, o.state, encode(s.hash, 'hex')
          from mine
            cross join lateral (select s.hash from student s where s.message = mine.message and mine.is_state offset 0) s
            cross join lateral (select os.message from student os where os.hash = s.hash and os.message <> mine.message offset 0) os
            cross join lateral (
              select m.id from message m where m.id = os.message and m.sender = mine.sender and {IsState} offset 0) om
            cross join lateral (
              select o.delivery_id, o.message, o.state from delivery o where o.message = om.id and o.recipient = mine.recipient offset 0) o)
        """;

    // Only where anything is held at all. The first of each case and student that is open; whether anything else is in its way is seen
    // when it is taken.
    private const string CallNext = $"""
        with mine as materialized (
          select d.delivery_id, d.recipient, d.message, m.sender, m.case_id, m.is_state
          from delivery d {OfMessage}
          where d.delivery_id = any($1) and d.state = any($2) and exists (select 1 from delivery where state = 40)),
        {Sharing},
        next as (
          select distinct on (s.delivery_id, s.key) s.other
          from sharing s
          where s.message > s.mine and s.state in (30, 40, 50, 80)
          order by s.delivery_id, s.key, s.message)
        update delivery d set due_at = $3 from next where d.delivery_id = next.other and d.state = 40 and d.due_at is null
        """;

    // What one was to wait for may have gone in the meantime.
    private const string CallIfFree = $"""
        with mine as materialized (
          select d.delivery_id, d.recipient, d.message, m.sender, m.case_id, m.is_state
          from delivery d {OfMessage}
          where d.delivery_id = any($1) and d.state = 40),
        {Sharing},
        ahead as materialized (
          select s.delivery_id
          from sharing s cross join lateral (select from delivery e where e.delivery_id = s.other and e.state in (30, 40, 50, 80) for share) e
          where s.message < s.mine)
        update delivery d set due_at = $2
        from mine where d.delivery_id = mine.delivery_id and d.state = 40 and not exists (select 1 from ahead where ahead.delivery_id = mine.delivery_id)
        """;

    private const string SelectAdmissions = $"""
        with mine as materialized (
          select d.delivery_id, d.recipient, d.message, d.state, d.attempts, d.tries, m.sender, m.case_id, m.is_state, m.network
          from delivery d {OfMessage}
          where d.delivery_id = any($1)),
        {Sharing},
        ahead as materialized (select s.delivery_id from sharing s where s.message < s.mine and s.state in (30, 40, 50, 80))
        select mine.delivery_id, mine.state, mine.attempts, mine.tries,
          exists (select 1 from ahead a where a.delivery_id = mine.delivery_id), v.delivery_id is not null, mine.network
        from mine
          left join lateral (select v.delivery_id from vault v where v.delivery_id = mine.delivery_id offset 0) v on true
        """;

    // Most messages are alone in their order: one look by key tells, where the rest costs many times as much.
    // A later whole state makes an earlier one needless if it names every identifier that the earlier one does: one that only the
    // earlier one names would otherwise be lost. "+" as in PostgresRecording.
    private const string SelectInTheWay = $"""
        with mine as materialized (
          select d.delivery_id, d.recipient, d.message, m.sender, m.case_id, m.is_state, m.state_key, m.replaces
          from unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[]) c(tracking_id, sender, case_id, is_looked)
            cross join lateral (
              select m.id, m.sender, m.case_id, {IsState} as is_state, m.state_key, m.replaces
              from message m where m.tracking_id = c.tracking_id offset 0) m
            cross join lateral (
              select d.delivery_id, d.recipient, d.message from delivery d where d.message = m.id and +d.state = 30 and not d.published offset 0) d
          where c.is_looked
            or exists (select 1 from message o where o.case_id = c.case_id and o.sender = c.sender and o.tracking_id <> c.tracking_id offset 0)),
        {Sharing},
        ahead as materialized (
          select distinct s.delivery_id, s.mine, s.other, s.message from sharing s where s.message < s.mine and s.state in (40, 50, 80)),
        replaced as (
          select a.delivery_id, a.other
          from ahead a
            join mine on mine.delivery_id = a.delivery_id
            cross join lateral (
              select from message om
              where om.id = a.message and om.state_key = mine.state_key and (om.case_id is null or om.case_id = mine.case_id) offset 0) om
          where not exists (
            select 1 from student os where os.message = a.message and os.hash not in (select s.hash from student s where s.message = a.mine))
          union
          select mine.delivery_id, e.delivery_id
          from mine
            cross join lateral (
              select om.id from message om
              where om.message_id = mine.replaces and om.sender = mine.sender and om.id < mine.message offset 0) om
            cross join lateral (
              select e.delivery_id from delivery e where e.message = om.id and e.recipient = mine.recipient and e.state in (40, 50, 80) offset 0) e)
        select delivery_id, null::uuid, false from mine
        union all
        select delivery_id, other, true from replaced
        union all
        select delivery_id, other, false from ahead where (delivery_id, other) not in (select delivery_id, other from replaced)
        """;

    /// <summary>Adds what follows from changes applied by the statement before, in the same transaction.</summary>
    public static void AddTo(NpgsqlBatch batch, List<DeliveryChange> changes)
    {
        var at = changes.Max(change => StoredTime.Of(change.At));
        if (IdsOf(changes, DeliveryTransitions.ErasesPayload) is { Count: > 0 } ended)
        {
            batch.Add(CallNext, Column(ended, id => id), Value(DeliveryTransitions.Erasing), Value(at));
        }

        if (IdsOf(changes, state => state == DeliveryState.Held) is { Count: > 0 } held)
        {
            batch.Add(CallIfFree, Column(held, id => id), Value(at));
        }
    }

    /// <summary>How the deliveries stand that are known.</summary>
    public static async Task<IReadOnlyList<Admission>> AdmitAsync(NpgsqlConnection connection, IReadOnlyCollection<Guid> deliveries, CancellationToken cancellationToken)
    {
        await using var batch = Begin(connection);
        batch.Add(SelectAdmissions, Column(deliveries, id => id));
        await using var reader = await batch.RunAsync(cancellationToken);
        var admissions = new List<Admission>(deliveries.Count);
        while (await reader.ReadAsync(cancellationToken))
        {
            admissions.Add(new Admission(
                reader.GetGuid(0), (DeliveryState)reader.GetInt16(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetBoolean(4), reader.GetBoolean(5),
                reader.IsDBNull(6) ? null : reader.GetString(6)));
        }

        return admissions;
    }

    /// <summary>Asks what is in the way of deliveries about to be published.</summary>
    public static void AddLookTo(NpgsqlBatch batch, IReadOnlyList<MessageRecord> messages)
    {
        var ordered = messages.Where(m => m.CaseId is not null || IsLooked(m)).ToList();
        batch.Add(
            SelectInTheWay,
            Column(ordered, m => m.TrackingId),
            Column(ordered, m => StoredText.Of(m.Sender)),
            Column(ordered, m => StoredText.OfOptional(m.CaseId)),
            Column(ordered, IsLooked));
    }

    /// <summary>The answer: by delivery, those that it must wait for and those that it makes needless; and no earlier one for each that is not alone in its order.</summary>
    public static async Task<ILookup<Guid, (Guid? Earlier, bool IsSuperseded)>> ReadLookAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var found = new List<(Guid DeliveryId, Guid? Earlier, bool IsSuperseded)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add((reader.GetGuid(0), reader.IsDBNull(1) ? null : reader.GetGuid(1), reader.GetBoolean(2)));
        }

        return found.ToLookup(row => row.DeliveryId, row => (row.Earlier, row.IsSuperseded));
    }

    /// <summary>True if it may have an order beside that of its case.</summary>
    private static bool IsLooked(MessageRecord message) => message.Replaces is not null || message.Type.Contains(".changed.", StringComparison.Ordinal);

    private static List<Guid> IdsOf(List<DeliveryChange> changes, Func<DeliveryState, bool> isOf) =>
        [.. changes.Where(change => isOf(change.State)).Select(change => change.DeliveryId)];
}
