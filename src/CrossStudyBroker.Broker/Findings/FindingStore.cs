using System.Data.Common;
using CrossStudyBroker.Broker.Contacts;
using CrossStudyBroker.Broker.Flow;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;

namespace CrossStudyBroker.Broker.Findings;

/// <summary>
/// Reads the facts that findings are made of, and keeps the findings. It is asked once a minute, so that no page has to look at deliveries; what it
/// reads are the open ones by their index, never all.
/// </summary>
internal sealed class FindingStore(ITrackerDatabase database, ContactStore contacts)
{
    private const string SelectWaiting = """
        select sender, recipient, count(*), sum(case when received_at < @limit then 1 else 0 end), min(received_at)
        from delivery where state = @state and received_at < @before
        group by sender, recipient
        """;

    private const string SelectUnanswered = """
        select d.sender, d.recipient, m.kind, count(*), min(d.received_at)
        from delivery d join message m on m.id = d.message
        where d.state = 20 and d.reply_by is not null and d.reply_by < @now
        group by d.sender, d.recipient, m.kind
        """;

    private const string SelectInboxes = "select recipient, cast(sum(number) as bigint) from stock where state = 30 and recipient <> '' group by recipient";

    private const string SelectQueues = "select institution, queue, at, number from queue_length where at >= @from order by at";

    private const string KeepFinding = """
        on conflict (kind, institution, sender, detail) do update set
          number = excluded.number, oldest_at = excluded.oldest_at, contact_at = excluded.contact_at, turn = excluded.turn
        """;

    // "+" keeps the planner from the index by state: few expire soon, and many are parked.
    private const string SelectExpiring = """
        select d.sender, d.recipient, count(*), min(v.expires_at)
        from vault v join delivery d on d.delivery_id = v.delivery_id
        where v.expires_at < @soon and +d.state in (40, 50, 80)
        group by d.sender, d.recipient
        """;

    /// <summary>What there is to find, with the length of every lane given.</summary>
    public Task<FindingFacts> ReadAsync(IReadOnlyDictionary<string, long> lanes, DateTimeOffset now, FindingOptions options, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => new FindingFacts
        {
            Now = now,
            Waiting = await WaitingAsync(connection, now, options, cancellationToken),
            Unanswered = await RowsAsync(
                connection, SelectUnanswered, new { now = Time(now) }, row => new UnansweredSum(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), database.Dialect.ReadTime(row, 4)), cancellationToken),
            Expiring = await RowsAsync(
                connection,
                SelectExpiring,
                new { soon = Time(now + options.ExpiresSoon) },
                row => new ExpiringSum(row.GetString(0), row.GetString(1), row.GetInt64(2), database.Dialect.ReadTime(row, 3)),
                cancellationToken),
            Contacts = await contacts.ReadAsync(connection, cancellationToken),
            Queues =
            [
                .. await RowsAsync(
                    connection,
                    SelectQueues,
                    new { from = Time(now - (2 * options.Growth)) },
                    row => new QueueSample(row.GetString(0), row.GetString(1) == "lane", database.Dialect.ReadTime(row, 2), row.GetInt64(3)),
                    cancellationToken),
                .. lanes.Select(lane => new QueueSample(lane.Key, IsLane: true, now, lane.Value)),
                .. await RowsAsync(connection, SelectInboxes, new { }, row => new QueueSample(row.GetString(0), IsLane: false, now, row.GetInt64(1)), cancellationToken),
            ],
        },
        cancellationToken);

    /// <summary>Keeps what was found now and forgets what is over. Replicas that look at the same time find the same.</summary>
    public Task WriteAsync(FindingFacts facts, IReadOnlyList<FoundRow> found, FindingOptions options, CancellationToken cancellationToken) => database.WriteAsync(
        async connection =>
        {
            var now = Time(facts.Now);
            var turn = await connection.ExecuteScalarAsync<long>(new CommandDefinition("update finding_turn set turns = turns + 1, checked_at = @now returning turns", new { now }, cancellationToken: cancellationToken));
            await Multirow.InsertAsync(
                connection,
                "finding (kind, institution, sender, detail, number, oldest_at, contact_at, since, turn)",
                found.Select(row => new object?[] { row.Kind.ToString(), row.Institution, row.Sender, row.Detail, row.Number, TimeOrNull(row.OldestAt), TimeOrNull(row.ContactAt), now, turn }),
                KeepFinding,
                cancellationToken);
            await ExecuteAsync(connection, "delete from finding where turn <> @turn", new { turn }, cancellationToken);
            await Multirow.InsertAsync(
                connection,
                "queue_length (institution, queue, at, number)",
                facts.Queues.Where(sample => sample.At == facts.Now).Select(sample => new object?[] { sample.Institution, sample.IsLane ? "lane" : "inbox", now, sample.Number }),
                "on conflict (institution, queue, at) do nothing",
                cancellationToken);
            await ExecuteAsync(connection, "delete from queue_length where at < @before", new { before = Time(facts.Now - (2 * options.Growth)) }, cancellationToken);
            await ExecuteAsync(connection, "delete from expiring", new { }, cancellationToken);
            await Multirow.InsertAsync(
                connection,
                "expiring (sender, recipient, number, first_at)",
                facts.Expiring.Select(sum => new object?[] { sum.Sender, sum.Recipient, sum.Number, Time(sum.FirstAt) }),
                "",
                cancellationToken);
            return found.Count;
        },
        cancellationToken);

    private async Task<IReadOnlyList<WaitingSum>> WaitingAsync(DbConnection connection, DateTimeOffset now, FindingOptions options, CancellationToken cancellationToken)
    {
        var sums = new List<WaitingSum>();
        foreach (var (state, limit) in options.Limits)
        {
            var before = state is DeliveryState.Queued or DeliveryState.Retrying && options.Silence < limit ? options.Silence : limit;
            sums.AddRange(await RowsAsync(
                connection,
                SelectWaiting,
                new { state = (short)state, limit = Time(now - limit), before = Time(now - before) },
                row => new WaitingSum(state, row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), database.Dialect.ReadTime(row, 4)),
                cancellationToken));
        }

        return sums;
    }

    private static Task<List<T>> RowsAsync<T>(DbConnection connection, string sql, object parameters, Func<DbDataReader, T> read, CancellationToken cancellationToken) =>
        connection.RowsAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken), read);

    private static Task ExecuteAsync(DbConnection connection, string sql, object parameters, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));

    private object Time(DateTimeOffset moment) => database.Dialect.Time(StoredTime.Of(moment));

    private object? TimeOrNull(DateTimeOffset? moment) => moment is { } known ? Time(known) : null;
}
