using System.Data.Common;
using CrossStudyBroker.Adapters.Rules;
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
    /// <summary>Most groups in a list.</summary>
    public const int Most = 500;

    private const int Hours = 24;
    private const int Days = 14;
    private const string Columns = "c.id, c.sender, c.code, c.step, c.recipient, c.type, c.open, c.ended, c.first_at, c.last_at";
    private const string OfAll = "c.sender = ''";
    private const string OfSender = "c.sender = @institution";
    private const string OfRecipient = $"c.sender = '' and c.recipient = @institution and c.step <> '{CauseRules.Intake}'";

    private readonly ITrackerDatabase _database;
    private readonly TimeProvider _time;

    internal CauseReader(ITrackerDatabase database, TimeProvider time) => (_database, _time) = (database, time);

    /// <summary>The groups of an institution; null: of all (the operator).</summary>
    public Task<CauseList> ListAsync(string? institution, CancellationToken cancellationToken) => _database.ReadAsync(
        async connection =>
        {
            var rows = new List<Row>();
            foreach (var part in institution is null ? new[] { OfAll } : [OfSender, OfRecipient])
            {
                rows.AddRange(await ReadAsync(connection, part, institution, cancellationToken));
            }

            return new CauseList(
                [.. rows.OrderByDescending(row => row.Group.LastAt).Take(Most).Select(row => row.Group).OrderByDescending(group => group.Open).ThenByDescending(group => group.Ended).ThenByDescending(group => group.LastAt)],
                rows.Count <= Most);
        },
        cancellationToken);

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
                Hours = await TrendAsync(connection, seen, FlowSpan.Hour, [.. Enumerable.Range(0, Hours).Select(HoursAgo)], cancellationToken),
                Days = await TrendAsync(connection, seen, FlowSpan.Day, [.. Enumerable.Range(0, Days).Select(DaysAgo)], cancellationToken),
                Senders = seesAll ? [.. rows.Where(row => row.Sender.Length > 0).OrderByDescending(row => row.Group.Open + row.Group.Ended).Select(row => new CausePart(row.Sender, row.Group.Open, row.Group.Ended))] : [],
            };
        },
        cancellationToken);

    private async Task<IEnumerable<Row>> ReadAsync(DbConnection connection, string part, string? institution, CancellationToken cancellationToken)
    {
        var rows = await QueryAsync(connection, $"select {Columns} from cause c where {part} order by c.last_at desc limit {Most + 1}", new { institution }, cancellationToken);
        var first = HoursAgo(Hours - 1);
        var joined = new Dictionary<string, long[]>(StringComparer.Ordinal);
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(
            $"select f.cause, f.start, f.number from cause c join cause_flow f on f.cause = c.id and f.sender = c.sender and f.span = 'hour' and f.start >= @first where {part}",
            new { institution, first = _database.Dialect.Time(first) },
            cancellationToken: cancellationToken));
        while (await reader.ReadAsync(cancellationToken))
        {
            var hour = (int)(_database.Dialect.ReadTime(reader, 1) - first).TotalHours;
            if (hour < Hours) // otherwise by another replica's clock
            {
                var hours = joined.TryGetValue(reader.GetString(0), out var known) ? known : joined[reader.GetString(0)] = new long[Hours];
                hours[hour] = reader.GetInt64(2);
            }
        }

        return rows.Select(row => row with { Group = row.Group with { Hours = joined.GetValueOrDefault(row.Group.Id) ?? new long[Hours] } });
    }

    private async Task<long[]> TrendAsync(DbConnection connection, Row row, string span, DateTimeOffset[] newestFirst, CancellationToken cancellationToken)
    {
        var numbers = new long[newestFirst.Length];
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(
            "select start, number from cause_flow where cause = @id and sender = @sender and span = @span and start >= @first",
            new { id = row.Group.Id, sender = row.Sender, span, first = _database.Dialect.Time(newestFirst[^1]) },
            cancellationToken: cancellationToken));
        while (await reader.ReadAsync(cancellationToken))
        {
            if (Array.IndexOf(newestFirst, _database.Dialect.ReadTime(reader, 0)) is >= 0 and var ago)
            {
                numbers[^(ago + 1)] = reader.GetInt64(1);
            }
        }

        return numbers;
    }

    private Task<List<Row>> QueryAsync(DbConnection connection, string sql, object parameters, CancellationToken cancellationToken) =>
        connection.RowsAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken), Read);

    private Row Read(DbDataReader row) => new(row.GetString(1), new CauseGroup
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
    });

    private DateTimeOffset HoursAgo(int hours) => Hour.Of(_time.GetUtcNow()).AddHours(-hours);

    private DateTimeOffset DaysAgo(int days) => FinnishDay.Start(FinnishDay.Of(_time.GetUtcNow()).AddDays(-days));

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private sealed record Row(string Sender, CauseGroup Group);
}
