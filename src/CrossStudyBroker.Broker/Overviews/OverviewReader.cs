using System.Data.Common;
using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Broker.Findings;
using CrossStudyBroker.Broker.Flow;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Overviews;

/// <summary>
/// Reads the overview from running counts and from what is looked for once a minute. No query here reads more rows where there are more messages; only
/// the oldest delivery of each open state is looked up, by an index.
/// </summary>
public sealed class OverviewReader
{
    private const int Hours = 24;
    private const int Days = 14;
    private const int MostExpiring = 5;
    private const string Sums = "cast(sum(arrived) as bigint), cast(sum(delivered) as bigint), cast(sum(processed) as bigint), cast(sum(failed) as bigint)";
    private static readonly TimeSpan SeenLately = TimeSpan.FromSeconds(45);

    private readonly ITrackerDatabase _database;
    private readonly FindingReader _findings;
    private readonly FindingOptions _options;
    private readonly TimeProvider _time;
    private readonly OldestReader _oldest;

    internal OverviewReader(ITrackerDatabase database, FindingReader findings, IOptions<FindingOptions> options, TimeProvider time)
    {
        (_database, _findings, _options, _time) = (database, findings, options.Value, time);
        _oldest = new OldestReader(database.Dialect);
    }

    /// <summary>The overview of an institution; null: of all (the operator).</summary>
    /// <param name="institution">Institution code.</param>
    /// <param name="days">How many Finnish days the period has, today included.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Overview> ReadAsync(string? institution, int days, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var overview = await _database.ReadAsync(connection => ReadAsync(new Question(connection, institution, _time.GetUtcNow(), cancellationToken), days), cancellationToken);
        return overview with { Took = _time.GetElapsedTime(started) };
    }

    private async Task<Overview> ReadAsync(Question question, int days)
    {
        var from = DaysAgo(question.Now, days - 1);
        var stock = await StockAsync(question);
        var kinds = await KindsAsync(question, from, stock);
        return new Overview
        {
            At = question.Now,
            Institution = question.Institution,
            From = from,
            Totals = [.. question.Directions.Select(direction => Total(direction, kinds))],
            Kinds = kinds,
            Flows = await FlowsAsync(question, from, stock),
            Series = await SeriesAsync(question),
            Oldest = await _oldest.ReadAsync(question, [.. stock.Select(row => row.State).Distinct()]),
            Causes = await CauseReader.CountAsync(question.Connection, question.Institution, question.Cancellation),
            Findings = await _findings.ListAsync(question.Connection, question.Institution, question.Cancellation),
            Expiring = await ExpiringAsync(question),
            Roles = await RolesAsync(question),
        };
    }

    private static KindFlow Total(string direction, IReadOnlyList<KindFlow> kinds)
    {
        var total = new FlowNumbers();
        foreach (var kind in kinds.Where(kind => kind.Direction == direction))
        {
            total.Add(kind.Numbers);
        }

        return new KindFlow(direction, null, total);
    }

    private static Task<List<StockRow>> StockAsync(Question question) => question.RowsAsync(
        $"select sender, recipient, kind, state, number from stock where state in (30, 40, 50, 80) and number > 0 {question.AndParty}",
        new { institution = question.Institution },
        row => new StockRow(row.GetString(0), row.GetString(1), row.GetString(2), (DeliveryState)row.GetInt16(3), row.GetInt64(4)));

    private async Task<IReadOnlyList<KindFlow>> KindsAsync(Question question, DateTimeOffset from, IReadOnlyList<StockRow> stock)
    {
        var kinds = new SortedDictionary<(int Direction, string Kind), FlowNumbers>();
        var rows = await question.RowsAsync(
            $"select direction, kind, {Sums} from flow where institution = @who and span = 'day' and start >= @from group by direction, kind",
            new { who = question.Institution ?? "", from = _database.Dialect.Time(from) },
            row => (Direction: row.GetString(0), Kind: row.GetString(1), Numbers: ReadSums(row)));
        rows.ForEach(row => Of(row.Direction, row.Kind).Add(row.Numbers));
        foreach (var row in stock)
        {
            foreach (var direction in question.DirectionsOf(row.Sender, row.Recipient))
            {
                Of(direction, row.Kind).AddOpen(row.State, row.Number);
            }
        }

        return [.. kinds.Select(kind => new KindFlow(question.Directions[kind.Key.Direction], kind.Key.Kind.Length == 0 ? null : kind.Key.Kind, kind.Value))];

        FlowNumbers Of(string direction, string kind)
        {
            var key = (question.Directions[0] == direction ? 0 : 1, kind);
            return kinds.TryGetValue(key, out var known) ? known : kinds[key] = new FlowNumbers();
        }
    }

    private async Task<IReadOnlyList<PairFlow>> FlowsAsync(Question question, DateTimeOffset from, IReadOnlyList<StockRow> stock)
    {
        var flows = new SortedDictionary<(string Sender, string Recipient), FlowNumbers>();
        var rows = await question.RowsAsync(
            $"select sender, recipient, {Sums} from flow_between where day >= @from {question.AndParty} group by sender, recipient",
            new { institution = question.Institution, from = _database.Dialect.Time(from) },
            row => (Sender: row.GetString(0), Recipient: row.GetString(1), Numbers: ReadSums(row)));
        rows.ForEach(row => Of(row.Sender, row.Recipient).Add(row.Numbers));
        foreach (var row in stock)
        {
            Of(row.Sender, row.Recipient).AddOpen(row.State, row.Number);
        }

        return [.. flows.Select(flow => new PairFlow(flow.Key.Sender, flow.Key.Recipient.Length == 0 ? null : flow.Key.Recipient, flow.Value))];

        FlowNumbers Of(string sender, string recipient) =>
            flows.TryGetValue((sender, recipient), out var known) ? known : flows[(sender, recipient)] = new FlowNumbers();
    }

    private async Task<IReadOnlyList<FlowSeries>> SeriesAsync(Question question)
    {
        var hours = await PointsAsync(question, FlowSpan.Hour, [.. Enumerable.Range(0, Hours).Select(ago => Hour.Of(question.Now).AddHours(ago - Hours + 1))]);
        var days = await PointsAsync(question, FlowSpan.Day, [.. Enumerable.Range(0, Days).Select(ago => DaysAgo(question.Now, Days - 1 - ago))]);
        return [.. question.Directions.Select(direction => new FlowSeries(direction, hours[direction], days[direction]))];
    }

    private async Task<Dictionary<string, FlowPoint[]>> PointsAsync(Question question, string span, DateTimeOffset[] starts)
    {
        var points = question.Directions.ToDictionary(direction => direction, _ => Array.ConvertAll(starts, start => new FlowPoint(start, new FlowNumbers())));
        var rows = await question.RowsAsync(
            $"select direction, start, {Sums} from flow where institution = @who and span = @span and start >= @from group by direction, start",
            new { who = question.Institution ?? "", span, from = _database.Dialect.Time(starts[0]) },
            row => (Direction: row.GetString(0), Start: _database.Dialect.ReadTime(row, 1), Numbers: ReadSums(row)));
        foreach (var row in rows)
        {
            if (Array.IndexOf(starts, row.Start) is >= 0 and var index) // otherwise by another replica's clock
            {
                points[row.Direction][index].Numbers.Add(row.Numbers);
            }
        }

        return points;
    }

    private async Task<Expiring> ExpiringAsync(Question question)
    {
        var rows = await question.RowsAsync(
            $"select cast(coalesce(sum(number), 0) as bigint), min(first_at) from expiring where 1 = 1 {question.AndParty}",
            new { institution = question.Institution },
            row => new Expiring(_options.ExpiresSoon, row.GetInt64(0), _database.Dialect.TimeOrNull(row, 1), []));
        return rows[0].Number == 0 ? rows[0] : rows[0] with { First = await FirstToExpireAsync(question) };
    }

    // Of each pair only the time of the first one is kept; by that its payload, and so its message, is found.
    private Task<List<ExpiringPair>> FirstToExpireAsync(Question question) => question.RowsAsync(
        $"""
        select e.sender, e.recipient, e.number, e.first_at, (
          select m.tracking_id
          from vault v join delivery d on d.delivery_id = v.delivery_id join message m on m.id = d.message
          where v.expires_at = e.first_at and d.sender = e.sender and d.recipient = e.recipient and +d.state in (40, 50, 80)
          limit 1)
        from (select sender, recipient, number, first_at from expiring where 1 = 1 {question.AndParty} order by first_at, sender, recipient limit {MostExpiring}) e
        order by e.first_at, e.sender, e.recipient
        """,
        new { institution = question.Institution },
        row => new ExpiringPair(row.GetString(0), row.GetString(1), row.GetInt64(2), _database.Dialect.ReadTime(row, 3), _database.Dialect.IdOrNull(row, 4)));

    private async Task<IReadOnlyList<RolePresence>> RolesAsync(Question question) => await question.RowsAsync(
        "select role, sum(case when seen_at >= @lately then 1 else 0 end), max(seen_at) from presence group by role order by role",
        new { lately = _database.Dialect.Time(question.Now - SeenLately) },
        row => new RolePresence(row.GetString(0), (int)row.GetInt64(1), _database.Dialect.ReadTime(row, 2)));

    private static FlowNumbers ReadSums(DbDataReader row)
    {
        var numbers = new FlowNumbers();
        numbers.Add(row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5));
        return numbers;
    }

    private static DateTimeOffset DaysAgo(DateTimeOffset now, int days) => FinnishDay.Start(FinnishDay.Of(now).AddDays(-days));

    private sealed record StockRow(string Sender, string Recipient, string Kind, DeliveryState State, long Number);
}
