using System.Data.Common;
using CrossStudyBroker.Broker.Flow;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;

namespace CrossStudyBroker.Broker.Causes;

/// <summary>
/// Reads cause groups from the running counts; no failure is counted here. A recipient sees the groups of what was sent to it whole, a sender its
/// own part of each, the operator all. What the broker refused when it took it in is its sender's alone.
/// </summary>
public sealed class CauseReader
{
    private const string Columns = "c.id, c.sender, c.code, c.step, c.recipient, c.type, c.open, c.ended, c.first_at, c.last_at, c.hours, c.days";
    private const string OfAll = "c.sender = ''";
    private const string OfSender = "c.sender = @institution";
    private const string OfRecipient = $"c.sender = '' and c.recipient = @institution and c.step <> '{CauseRules.Intake}'";

    private readonly ITrackerDatabase _database;
    private readonly TimeProvider _time;

    internal CauseReader(ITrackerDatabase database, TimeProvider time) => (_database, _time) = (database, time);

    /// <summary>True for text that can be a <see cref="CauseGroup.Id"/>.</summary>
    public static bool IsId(string text) => CauseRules.IsId(text);

    /// <summary>True for text that can be a <see cref="CauseList.NextCursor"/>.</summary>
    public static bool IsCursor(string text) => CauseCursor.Parse(text) is not null;

    /// <summary>A page of the groups of an institution; null: of all (the operator).</summary>
    /// <param name="institution">Institution code.</param>
    /// <param name="cursor"><see cref="CauseList.NextCursor"/> of the page before; null, or what is no cursor: the first page.</param>
    /// <param name="limit">Most groups of the page.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<CauseList> ListAsync(string? institution, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var after = cursor is null ? null : CauseCursor.Parse(cursor);
        return _database.ReadAsync(
            async connection =>
            {
                var rows = new List<Row>();
                foreach (var part in PartsOf(institution))
                {
                    rows.AddRange(await PageAsync(connection, part, institution, after, limit + 1, cancellationToken));
                }

                rows.Sort((one, other) => CauseCursor.Of(one.Group).CompareTo(CauseCursor.Of(other.Group)));
                var page = rows.Take(limit).ToList();
                return new CauseList([.. page.Select(row => row.Group)], rows.Count > limit ? CauseCursor.Of(page[^1].Group).ToString() : null);
            },
            cancellationToken);
    }

    /// <summary>All groups of an institution in three numbers; null: of all (the operator).</summary>
    public Task<CauseCount> CountAsync(string? institution, CancellationToken cancellationToken) =>
        _database.ReadAsync(connection => CountAsync(connection, institution, cancellationToken), cancellationToken);

    internal static async Task<CauseCount> CountAsync(DbConnection connection, string? institution, CancellationToken cancellationToken)
    {
        var count = new CauseCount(0, 0, 0);
        foreach (var part in PartsOf(institution))
        {
            var sums = await connection.RowsAsync(
                new CommandDefinition(
                    $"select count(*), cast(coalesce(sum(c.open), 0) as bigint), cast(coalesce(sum(c.ended), 0) as bigint) from cause c where {part}",
                    new { institution },
                    cancellationToken: cancellationToken),
                row => new CauseCount(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)));
            count = new CauseCount(count.Groups + sums[0].Groups, count.Open + sums[0].Open, count.Ended + sums[0].Ended);
        }

        return count;
    }

    /// <summary>One group as the institution sees it; null if it has no part in it, or there is none (any more).</summary>
    public Task<CauseGroup?> FindAsync(string id, string? institution, CancellationToken cancellationToken) => _database.ReadAsync(
        async connection =>
        {
            var rows = await QueryAsync(connection, $"select {Columns} from cause c where c.id = @id", new { id }, cancellationToken);
            var whole = rows.Find(row => row.Sender.Length == 0);
            var seesAll = institution is null || (whole?.Group.Recipient == institution && whole?.Group.Step != CauseRules.Intake);
            if ((seesAll ? whole : rows.Find(row => row.Sender == institution)) is not { } seen)
            {
                return null;
            }

            return seen.Group with
            {
                Days = seen.Trend.LatestDays(_time.GetUtcNow()),
                Senders = seesAll ? [.. rows.Where(row => row.Sender.Length > 0).OrderByDescending(row => row.Group.Open + row.Group.Ended).Select(row => new CausePart(row.Sender, row.Group.Open, row.Group.Ended))] : [],
            };
        },
        cancellationToken);

    private static string[] PartsOf(string? institution) => institution is null ? [OfAll] : [OfSender, OfRecipient];

    private Task<List<Row>> PageAsync(DbConnection connection, string part, string? institution, CauseCursor? after, int most, CancellationToken cancellationToken)
    {
        var parameters = new { institution, most, open = after?.Open ?? 0, at = _database.Dialect.Time(after?.LastAt ?? default), id = after?.Id ?? "" };
        var further = after is null ? "" : "and (c.open, c.last_at, c.id) < (@open, @at, @id)";
        return QueryAsync(connection, $"select {Columns} from cause c where {part} {further} order by c.open desc, c.last_at desc, c.id desc limit @most", parameters, cancellationToken);
    }

    private Task<List<Row>> QueryAsync(DbConnection connection, string sql, object parameters, CancellationToken cancellationToken) =>
        connection.RowsAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken), Read);

    private Row Read(DbDataReader row)
    {
        var trend = CauseTrend.Parse(row.GetString(10), row.GetString(11));
        return new Row(row.GetString(1), new CauseGroup
        {
            Id = row.GetString(0),
            Code = row.GetString(2),
            Step = row.GetString(3),
            Recipient = NullIfEmpty(row.GetString(4)),
            Type = NullIfEmpty(row.GetString(5)),
            Open = row.GetInt64(6),
            Ended = row.GetInt64(7),
            FirstAt = _database.Dialect.ReadTime(row, 8),
            LastAt = _database.Dialect.ReadTime(row, 9),
            Hours = trend.LatestHours(_time.GetUtcNow()),
        }, trend);
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private sealed record Row(string Sender, CauseGroup Group, CauseTrend Trend);
}
