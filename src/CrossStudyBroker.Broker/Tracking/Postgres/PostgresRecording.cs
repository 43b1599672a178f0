using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Contracts.Problems;
using Npgsql;
using static CrossStudyBroker.Broker.Tracking.Postgres.PostgresBatch;

namespace CrossStudyBroker.Broker.Tracking.Postgres;

/// <summary>
/// Records a batch of messages in one round trip and one transaction:
/// 1. insert the messages that are new, with deliveries, parties, student hashes and new links;
/// 2. apply the other link changes and offering of those that are new;
/// 3. look what is in the way of what is to be published.
/// Where not all are new, what is known of the others is read after that. An insert waits for another replica's insert of the same id,
/// so a message is either new or readable then. Only a sweep in between can take it away; then it is asked again.
/// </summary>
internal static class PostgresRecording
{
    /// <summary>Rows that this very transaction inserted (alias m). It saves carrying the list of new ids from statement to statement.</summary>
    public const string IsNew = "m.xmin = pg_current_xact_id()::xid";

    // Inserted in the order of tracking ids, so that two replicas given the same messages wait for each other and never deadlock.
    private const string InsertMessages = $"""
        with fresh as (
          insert into message (tracking_id, sender, message_id, type, kind, recipient, network, case_id, in_reply_to, trace_parent,
            received_at, content_hash, size, outcome, problems, replaces, state_key, cause)
          select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
            $10::text[], $11::timestamptz[], $12::bytea[], $13::int[], $14::smallint[], $15::text[], $21::text[], $22::bytea[], $28::text[])
          order by 1
          on conflict (tracking_id) do nothing
          returning id, tracking_id, sender, type, kind, received_at, outcome),
        addressed as (
          select d.delivery_id, d.recipient, d.reply_by, f.*
          from unnest($16::uuid[], $17::uuid[], $18::text[], $30::timestamptz[]) d(tracking_id, delivery_id, recipient, reply_by) join fresh f using (tracking_id)),
        deliveries as (
          insert into delivery (delivery_id, message, sender, recipient, received_at, state, changed_at, reply_by)
          select delivery_id, id, sender, recipient, received_at, 30, received_at, reply_by from addressed),
        counted as (
          insert into count_change (sender, recipient, type, after, number, first_at, last_at)
          select sender, recipient, type, 30, count(*), min(received_at), max(received_at)
          from addressed group by sender, recipient, type, date_trunc('hour', received_at)),
        payloads as (
          insert into vault (delivery_id, ciphertext, wrapped_key, key_id, kept_at, expires_at)
          select p.delivery_id, p.ciphertext, p.wrapped_key, p.key_id, p.kept_at, p.expires_at
          from unnest($23::uuid[], $24::bytea[], $25::bytea[], $26::text[], $27::timestamptz[], $29::timestamptz[])
            p(delivery_id, ciphertext, wrapped_key, key_id, expires_at, kept_at) join addressed using (delivery_id)),
        parties as (
          insert into party (institution, received_at, message, kind, outcome)
          select sender, received_at, id, kind, outcome from fresh
          union all
          select recipient, received_at, id, kind, outcome from addressed where recipient <> sender),
        students as (
          insert into student (hash, message)
          select distinct s.hash, f.id from unnest($19::uuid[], $20::bytea[]) s(tracking_id, hash) join fresh f using (tracking_id)),
        links as (
          {PostgresLinkChanges.Put} unnest($31::uuid[], $32::text[], $33::text[], $34::text[], $35::bytea[], $36::text[], $37::bool[], $38::date[], $39::date[], $40::text[])
            {PostgresLinkChanges.PutColumns} join fresh f using (tracking_id)
          {PostgresLinkChanges.PutAgain})
        select tracking_id from fresh
        """;

    // "+" keeps the planner from the index by state, which at a peak holds far more queued deliveries than one message has.
    private const string SelectKnown = """
        select m.tracking_id, m.content_hash, m.outcome, m.problems, d.delivery_id, d.recipient
        from (
            select m.id, m.tracking_id, m.content_hash, m.outcome, m.problems from message m
            where m.tracking_id = any($1) offset 0) m
          left join lateral (
            select d.delivery_id, d.recipient from delivery d where d.message = m.id and +d.state = 30 and not d.published offset 0) d on true
        order by m.id, d.recipient
        """;

    /// <summary>Results in the order given.</summary>
    public static async Task<IReadOnlyList<RecordResult>> RecordAsync(
        NpgsqlDataSource dataSource, IReadOnlyList<MessageRecord> messages, CancellationToken cancellationToken)
    {
        var results = new Dictionary<Guid, RecordResult>(messages.Count);
        for (var open = messages; open.Count > 0; open = Open(open))
        {
            var asked = open;
            var (fresh, inTheWay) = await PostgresRetry.RunAsync(dataSource, c => RecordAsync(c, asked, cancellationToken), cancellationToken);
            foreach (var message in asked.Where(m => fresh.Contains(m.TrackingId)))
            {
                results.Add(message.TrackingId, InOrder(KnownMessage.New(message), inTheWay));
            }

            if (Open(asked) is { Count: > 0 } repeats)
            {
                var known = await PostgresRetry.RunAsync(dataSource, c => ReadKnownAsync(c, repeats, cancellationToken), cancellationToken);
                foreach (var message in repeats.Where(m => known.ContainsKey(m.TrackingId)))
                {
                    results.Add(message.TrackingId, InOrder(known[message.TrackingId].Answer(message), inTheWay));
                }
            }
        }

        return [.. messages.Select(m => results[m.TrackingId])];

        List<MessageRecord> Open(IReadOnlyList<MessageRecord> asked) => [.. asked.Where(m => !results.ContainsKey(m.TrackingId))];
    }

    /// <summary>Which messages are new, and what is in the way of deliveries still to be published.</summary>
    private static async Task<(HashSet<Guid> Fresh, ILookup<Guid, (Guid? Earlier, bool IsSuperseded)> InTheWay)> RecordAsync(
        NpgsqlConnection connection, IReadOnlyList<MessageRecord> messages, CancellationToken cancellationToken)
    {
        await using var batch = Begin(connection);
        var (firstPuts, laterLinkChanges) = PostgresLinkChanges.Of(messages);
        AddMessages(batch, messages, firstPuts);
        PostgresCounting.AddRefusalsTo(batch, messages);
        PostgresLinkChanges.AddTo(batch, laterLinkChanges);
        PostgresOfferingChanges.AddTo(batch, messages);
        PostgresOrder.AddLookTo(batch, messages);
        PostgresCounting.AddCorrectionsTo(batch, messages);
        await using var reader = await batch.RunAsync(cancellationToken);

        var fresh = new HashSet<Guid>(messages.Count);
        while (await reader.ReadAsync(cancellationToken))
        {
            fresh.Add(reader.GetGuid(0));
        }

        await reader.NextResultAsync(cancellationToken);
        var inTheWay = await PostgresOrder.ReadLookAsync(reader, cancellationToken);

        // The transaction is committed once the last result is read; only then may anyone believe in it.
        await reader.CloseAsync();
        return (fresh, inTheWay);
    }

    private static RecordResult InOrder(RecordResult result, ILookup<Guid, (Guid? Earlier, bool IsSuperseded)> inTheWay)
    {
        var looks = result.ToPublish.SelectMany(delivery => inTheWay[delivery.DeliveryId], (delivery, look) => (delivery.DeliveryId, look.Earlier, look.IsSuperseded)).ToList();
        return looks.Count == 0 ? result with { IsAlone = result.Kind == RecordKind.New } : result with
        {
            Behind = [.. looks.Where(look => look is { Earlier: not null, IsSuperseded: false }).Select(look => look.DeliveryId).Distinct()],
            Supersedes = [.. looks.Where(look => look.IsSuperseded).Select(look => look.Earlier!.Value)], // what is superseded is told
        };
    }

    private static void AddMessages(NpgsqlBatch batch, IReadOnlyList<MessageRecord> messages, NpgsqlParameter[] links)
    {
        var deliveries = messages
            .Where(m => m.Outcome == MessageOutcome.Accepted)
            .SelectMany(m => m.Deliveries, (m, d) => (m.TrackingId, Delivery: d)).ToList();
        var payloads = deliveries.Where(d => d.Delivery.Payload is not null).Select(d => (d.Delivery.DeliveryId, Payload: d.Delivery.Payload!)).ToList(); // filtered
        var students = messages.SelectMany(m => m.StudentHashes, (m, hash) => (m.TrackingId, Hash: hash)).ToList();
        batch.Add(InsertMessages,
        [
            Column(messages, m => m.TrackingId),
            Column(messages, m => StoredText.Of(m.Sender)),
            Column(messages, m => StoredText.Of(m.MessageId)),
            Column(messages, m => StoredText.Of(m.Type)),
            Column(messages, m => MessageKinds.Of(m.Type)),
            Column(messages, m => StoredText.OfOptional(m.Recipient)),
            Column(messages, m => StoredText.OfOptional(m.Network)),
            Column(messages, m => StoredText.OfOptional(m.CaseId)),
            Column(messages, m => StoredText.OfOptional(m.InReplyTo)),
            Column(messages, m => StoredText.OfOptional(m.TraceParent)),
            Column(messages, m => StoredTime.Of(m.ReceivedAt)),
            Column(messages, m => m.ContentHash),
            Column(messages, m => m.Size),
            Column(messages, m => (short)m.Outcome),
            Column(messages, m => StoredJson.Write(m.Problems)),
            Column(deliveries, d => d.TrackingId),
            Column(deliveries, d => d.Delivery.DeliveryId),
            Column(deliveries, d => d.Delivery.Recipient),
            Column(students, s => s.TrackingId),
            Column(students, s => s.Hash),
            Column(messages, m => StoredText.OfOptional(m.Replaces)),
            Column(messages, m => m.StateKey),
            Column(payloads, p => p.DeliveryId),
            Column(payloads, p => p.Payload.Ciphertext),
            Column(payloads, p => p.Payload.WrappedKey),
            Column(payloads, p => p.Payload.KeyId),
            Column(payloads, p => StoredTime.Of(p.Payload.ExpiresAt)),
            Column(messages, CauseRules.Of),
            Column(payloads, p => StoredTime.Of(p.Payload.KeptAt)),
            Column(deliveries, d => d.Delivery.ReplyBy is { } by ? StoredTime.Of(by) : (DateTimeOffset?)null),
            .. links,
        ]);
    }

    private static async Task<Dictionary<Guid, KnownMessage>> ReadKnownAsync(
        NpgsqlConnection connection, IReadOnlyList<MessageRecord> messages, CancellationToken cancellationToken)
    {
        await using var batch = Begin(connection);
        batch.Add(SelectKnown, Column(messages, m => m.TrackingId));
        await using var reader = await batch.RunAsync(cancellationToken);
        var known = new Dictionary<Guid, KnownMessage>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var id = reader.GetGuid(0);
            if (!known.TryGetValue(id, out var message))
            {
                var problems = reader.IsDBNull(3) ? null : reader.GetString(3);
                known[id] = message = new KnownMessage(
                    reader.GetFieldValue<byte[]>(1), (MessageOutcome)reader.GetInt16(2), StoredJson.Read<Problem>(problems), []);
            }

            if (!reader.IsDBNull(4))
            {
                message.Unpublished.Add(new DeliveryRecord(reader.GetGuid(4), reader.GetString(5)));
            }
        }

        return known;
    }
}
