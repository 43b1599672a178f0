using System.Data.Common;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;

namespace CrossStudyBroker.Broker.Flow;

/// <summary>
/// Running counts, so that no list and no page ever counts rows. Whatever moves a delivery writes down in the same transaction what that changes
/// (count_change); a moment later the changes are folded into the tables that are read. Writers only insert, so they never wait for each other
/// at a row that counts them all.
/// </summary>
internal sealed class CountStore(ITrackerDatabase database)
{
    // In the order in which they were written: what takes away can not come before what it takes away from.
    private readonly string _takeChanges = $"""
        delete from count_change where id {database.Dialect.Among("select id from count_change order by id limit @most")}
        returning sender, recipient, type, before, after, cause_before, cause_after, code, step, number, first_at, last_at
        """;

    /// <summary>Folds at most so many changes; returns how many there were. Replicas that fold at the same time take turns.</summary>
    public async Task<int> FoldAsync(int most, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.ReadAsync(connection => AnyAsync(connection, cancellationToken), cancellationToken)
            ? await database.WriteAsync(connection => FoldAsync(connection, most, now, cancellationToken), cancellationToken)
            : 0;

    /// <summary>Deletes arrivals of hours and days that are over for long.</summary>
    public Task<int> ForgetAsync(DateTimeOffset hoursBefore, DateTimeOffset daysBefore, CancellationToken cancellationToken)
    {
        var parameters = new { hours = Time(hoursBefore), days = Time(daysBefore) };
        return database.WriteAsync(
            connection => connection.ExecuteAsync(new CommandDefinition(
                """
                delete from flow where start < @days or (span = 'hour' and start < @hours);
                delete from flow_between where day < @days
                """,
                parameters,
                cancellationToken: cancellationToken)),
            cancellationToken);
    }

    /// <summary>Writes down changes of counts in the transaction that makes them, off the path of messages.</summary>
    public static Task WriteAsync(DbConnection connection, CountTally tally, IStoreDialect dialect, CancellationToken cancellationToken) => Multirow.InsertAsync(
        connection,
        "count_change (sender, recipient, type, before, after, cause_before, cause_after, code, step, number, first_at, last_at)",
        tally.Changes.Select(change => new object?[]
        {
            change.Sender, change.Recipient, change.Type, change.Before, change.After, change.CauseBefore, change.CauseAfter, change.Code, change.Step, change.Number,
            dialect.Time(change.FirstAt), dialect.Time(change.LastAt),
        }),
        "",
        cancellationToken);

    private static async Task<bool> AnyAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.ExecuteScalarAsync<long>(new CommandDefinition("select count(*) from (select 1 from count_change limit 1) c", cancellationToken: cancellationToken)) > 0;

    private async Task<int> FoldAsync(DbConnection connection, int most, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(new CommandDefinition("update count_turn set folds = folds + 1, folded_at = @now", new { now = Time(now) }, cancellationToken: cancellationToken));
        var changes = await connection.RowsAsync(new CommandDefinition(_takeChanges, new { most }, cancellationToken: cancellationToken), Read);
        var folded = new FoldedCounts();
        changes.ForEach(folded.Add);
        await WriteAsync(connection, folded, cancellationToken);
        return changes.Count;
    }

    private async Task WriteAsync(DbConnection connection, FoldedCounts folded, CancellationToken cancellationToken)
    {
        await Multirow.InsertAsync(
            connection,
            "stock (sender, recipient, kind, state, number)",
            folded.Stock.Select(sum => new object?[] { sum.Key.Sender, sum.Key.Recipient, sum.Key.Kind, sum.Key.State, sum.Value }),
            "on conflict (state, sender, recipient, kind) do update set number = stock.number + excluded.number",
            cancellationToken);
        await Multirow.InsertAsync(
            connection,
            $"flow (institution, direction, span, start, kind, {FlowNumbers.Columns})",
            folded.Flow.Select(sum => new object?[] { sum.Key.Institution, sum.Key.Direction, sum.Key.Span, Time(sum.Key.Start), sum.Key.Kind, sum.Value.Arrived, sum.Value.Delivered, sum.Value.Processed, sum.Value.Failed }),
            $"on conflict (institution, direction, span, start, kind) {AddTo("flow")}",
            cancellationToken);
        await Multirow.InsertAsync(
            connection,
            $"flow_between (day, sender, recipient, {FlowNumbers.Columns})",
            folded.Between.Select(sum => new object?[] { Time(sum.Key.Day), sum.Key.Sender, sum.Key.Recipient, sum.Value.Arrived, sum.Value.Delivered, sum.Value.Processed, sum.Value.Failed }),
            $"on conflict (day, sender, recipient) {AddTo("flow_between")}",
            cancellationToken);
        var trends = await TrendsAsync(connection, [.. folded.Causes.Select(sum => sum.Key.Id).Distinct()], cancellationToken);
        await Multirow.InsertAsync(
            connection,
            "cause (id, sender, code, step, recipient, type, open, ended, first_at, last_at, hours, days)",
            folded.Causes.Select(sum => CauseRow(sum.Key, sum.Value, trends.GetValueOrDefault(sum.Key) ?? new CauseTrend())),
            """
            on conflict (id, sender) do update set
              open = cause.open + excluded.open, ended = cause.ended + excluded.ended, hours = excluded.hours, days = excluded.days,
              last_at = case when excluded.last_at > cause.last_at then excluded.last_at else cause.last_at end
            """,
            cancellationToken);
        if (folded.Causes.Any())
        {
            await connection.ExecuteAsync(new CommandDefinition("delete from cause where open = 0 and ended = 0", cancellationToken: cancellationToken));
        }
    }

    private static string AddTo(string table) =>
        $"do update set arrived = {table}.arrived + excluded.arrived, delivered = {table}.delivered + excluded.delivered, processed = {table}.processed + excluded.processed, failed = {table}.failed + excluded.failed";

    private async Task<Dictionary<(string Id, string Sender), CauseTrend>> TrendsAsync(DbConnection connection, string[] ids, CancellationToken cancellationToken)
    {
        var rows = ids.Length == 0 ? [] : await connection.RowsAsync(
            new CommandDefinition($"select id, sender, hours, days from cause where id {database.Dialect.In("ids")}", new { ids }, cancellationToken: cancellationToken),
            row => (Key: (row.GetString(0), row.GetString(1)), Trend: CauseTrend.Parse(row.GetString(2), row.GetString(3))));
        return rows.ToDictionary(row => row.Key, row => row.Trend);
    }

    /// <summary>A row that only takes away meets one that is there; its other values are never stored.</summary>
    private object?[] CauseRow((string Id, string Sender) key, CauseSum sum, CauseTrend trend)
    {
        trend.Add(sum.Joined);
        return
        [
            key.Id,
            key.Sender,
            sum.First?.Code ?? "",
            sum.First?.Step ?? "",
            sum.First?.Recipient ?? "",
            sum.First?.Type ?? "",
            sum.Open,
            sum.Ended,
            Time(sum.First?.FirstAt ?? DateTimeOffset.UnixEpoch),
            Time(sum.LastAt ?? DateTimeOffset.UnixEpoch),
            trend.Hours,
            trend.Days,
        ];
    }

    private CountChange Read(DbDataReader row) => new()
    {
        Sender = row.GetString(0),
        Recipient = row.GetString(1),
        Type = row.GetString(2),
        Before = (short?)row.NumberOrNull(3),
        After = (short?)row.NumberOrNull(4),
        CauseBefore = row.TextOrNull(5),
        CauseAfter = row.TextOrNull(6),
        Code = row.TextOrNull(7),
        Step = row.TextOrNull(8),
        Number = row.GetInt32(9),
        FirstAt = database.Dialect.ReadTime(row, 10),
        LastAt = database.Dialect.ReadTime(row, 11),
    };

    private object Time(DateTimeOffset value) => database.Dialect.Time(value);
}
