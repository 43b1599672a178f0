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
    private const string TakeChanges = """
        delete from count_change where id in (select id from count_change order by id limit @most)
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
                delete from flow_between where day < @days;
                delete from cause_flow where start < @days or (span = 'hour' and start < @hours)
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
        var changes = await connection.RowsAsync(new CommandDefinition(TakeChanges, new { most }, cancellationToken: cancellationToken), Read);
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
            "on conflict (sender, recipient, kind, state) do update set number = stock.number + excluded.number",
            cancellationToken);
        await Multirow.InsertAsync(
            connection,
            "flow (institution, direction, span, start, kind, stage, number)",
            folded.Flow.Select(sum => new object?[] { sum.Key.Institution, sum.Key.Direction, sum.Key.Span, Time(sum.Key.Start), sum.Key.Kind, (short)sum.Key.Stage, sum.Value }),
            "on conflict (institution, direction, span, start, kind, stage) do update set number = flow.number + excluded.number",
            cancellationToken);
        await Multirow.InsertAsync(
            connection,
            "flow_between (day, sender, recipient, stage, number)",
            folded.Between.Select(sum => new object?[] { Time(sum.Key.Day), sum.Key.Sender, sum.Key.Recipient, (short)sum.Key.Stage, sum.Value }),
            "on conflict (day, sender, recipient, stage) do update set number = flow_between.number + excluded.number",
            cancellationToken);
        await Multirow.InsertAsync(
            connection,
            "cause (id, sender, code, step, recipient, type, open, ended, first_at, last_at)",
            folded.Causes.Select(sum => CauseRow(sum.Key, sum.Value)),
            "on conflict (id, sender) do update set open = cause.open + excluded.open, ended = cause.ended + excluded.ended, last_at = case when excluded.last_at > cause.last_at then excluded.last_at else cause.last_at end",
            cancellationToken);
        await Multirow.InsertAsync(
            connection,
            "cause_flow (cause, sender, span, start, number)",
            folded.CauseFlow.Select(sum => new object?[] { sum.Key.Cause, sum.Key.Sender, sum.Key.Span, Time(sum.Key.Start), sum.Value }),
            "on conflict (cause, sender, span, start) do update set number = cause_flow.number + excluded.number",
            cancellationToken);
        if (folded.Causes.Any())
        {
            await connection.ExecuteAsync(new CommandDefinition("delete from cause where open = 0 and ended = 0", cancellationToken: cancellationToken));
        }
    }

    /// <summary>A row that only takes away meets one that is there; its other values are never stored.</summary>
    private object?[] CauseRow((string Id, string Sender) key, CauseSum sum) =>
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
    ];

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
