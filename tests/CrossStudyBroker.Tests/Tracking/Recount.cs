using System.Data.Common;
using System.Globalization;
using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Broker.Flow;
using CrossStudyBroker.Broker.Tracking;
using Dapper;

namespace CrossStudyBroker.Tests.Tracking;

/// <summary>Counts what the running counts say, and what there is row by row, as lines that can be compared.</summary>
internal sealed class Recount(ITrackerDatabase database, CancellationToken cancellationToken)
{
    /// <summary>The running counts of what is there now.</summary>
    public Task<IReadOnlyList<string>> StockAsync() => LinesAsync("select sender, recipient, kind, state, number from stock where number <> 0");

    /// <summary>What is there now.</summary>
    public Task<IReadOnlyList<string>> RealStockAsync() => LinesAsync(
        """
        select d.sender, d.recipient, m.kind, d.state, count(*) from delivery d join message m on m.id = d.message group by d.sender, d.recipient, m.kind, d.state
        union all
        select sender, coalesce(recipient, ''), case when type like '%.v1' then kind else '' end, 61, count(*) from message where outcome = 1
        group by sender, coalesce(recipient, ''), case when type like '%.v1' then kind else '' end
        """);

    /// <summary>The running counts of cause groups.</summary>
    public Task<IReadOnlyList<string>> CausesAsync() => LinesAsync("select id, sender, code, step, recipient, type, open, ended from cause where sender <> ''");

    /// <summary>The running counts of cause groups, all senders together; and the sums of their parts.</summary>
    public async Task<(IReadOnlyList<string> Whole, IReadOnlyList<string> Parts)> WholeCausesAsync() => (
        await LinesAsync("select id, recipient, open, ended, first_at, last_at from cause where sender = ''"),
        await LinesAsync("select id, recipient, sum(open), sum(ended), min(first_at), max(last_at) from cause where sender <> '' group by id, recipient"));

    /// <summary>Members of cause groups.</summary>
    public Task<IReadOnlyList<string>> RealCausesAsync() => LinesAsync(
        """
        select member.cause, member.sender, c.code, c.step, c.recipient, c.type,
          sum(case when member.state in (14, 60, 61, 70) then 0 else 1 end), sum(case when member.state in (14, 60, 61, 70) then 1 else 0 end)
        from (select cause, sender, state from delivery where cause is not null
              union all select cause, sender, 61 from message where cause is not null) member
          join cause c on c.id = member.cause and c.sender = member.sender
        group by member.cause, member.sender, c.code, c.step, c.recipient, c.type
        """);

    /// <summary>How many members of cause groups there are.</summary>
    public async Task<long> MembersAsync() => long.Parse(
        (await LinesAsync("select (select count(*) from delivery where cause is not null) + (select count(*) from message where cause is not null)"))[0], CultureInfo.InvariantCulture);

    /// <summary>The running counts of one direction and span, without their times.</summary>
    public Task<IReadOnlyList<string>> FlowAsync(string direction, string span) =>
        LinesAsync(EachStage("institution, kind", $"flow where direction = '{direction}' and span = '{span}'"));

    /// <summary>The running counts between institutions, without their days.</summary>
    public Task<IReadOnlyList<string>> FlowBetweenAsync() =>
        LinesAsync(EachStage("sender, recipient", "flow_between"));

    /// <summary>Which stages were reached when, by what is told of each delivery.</summary>
    public async Task<IReadOnlyList<(string Sender, string Recipient, string Kind, FlowStage Stage, DateTimeOffset At)>> RealStagesAsync()
    {
        var stages = new List<(string, string, string, FlowStage, DateTimeOffset)>();
        await database.ReadAsync(
            async connection =>
            {
                await using var reader = await connection.ExecuteReaderAsync(
                    """
                    select d.sender, d.recipient, m.kind, 30, m.received_at, 0 as number, d.message from delivery d join message m on m.id = d.message
                    union all
                    select d.sender, d.recipient, m.kind, e.state, e.at, e.id, d.message from event e join delivery d on d.delivery_id = e.delivery_id join message m on m.id = d.message
                    union all
                    select d.sender, d.recipient, m.kind, d.state, d.changed_at, 9223372036854775807, d.message from delivery d join message m on m.id = d.message where d.told_by is not null
                    union all
                    select sender, '', case when type like '%.v1' then kind else '' end, 61, received_at, 0, id from message where outcome = 1
                    order by 7, 2, 6
                    """);
                var (last, before) = ((0L, ""), (short?)null);
                while (await reader.ReadAsync(cancellationToken))
                {
                    var (delivery, state) = ((reader.GetInt64(6), reader.GetString(1)), reader.GetInt16(3));
                    foreach (var stage in FlowStages.Of(delivery == last ? before : null, state))
                    {
                        stages.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2), stage, database.Dialect.ReadTime(reader, 4)));
                    }

                    (last, before) = (delivery, state);
                }

                return true;
            },
            cancellationToken);
        return stages;
    }

    /// <summary>The hours, or days, that the stages of all institutions are counted in.</summary>
    public async Task<IReadOnlyList<string>> TimesAsync(string span)
    {
        var lines = new List<string>();
        await database.ReadAsync(
            async connection =>
            {
                await using var reader = await connection.ExecuteReaderAsync(EachStage("start", $"flow where direction = 'all' and span = '{span}'"));
                while (await reader.ReadAsync(cancellationToken))
                {
                    lines.Add(Line(database.Dialect.ReadTime(reader, 0), (FlowStage)reader.GetInt16(1), Convert.ToInt64(reader.GetValue(2), CultureInfo.InvariantCulture)));
                }

                return true;
            },
            cancellationToken);
        return Sorted(lines);
    }

    /// <summary>The beginning of the hour, or Finnish day, of a moment.</summary>
    public static DateTimeOffset Start(string span, DateTimeOffset at) =>
        span == FlowSpan.Hour ? new DateTimeOffset(at.Year, at.Month, at.Day, at.Hour, 0, 0, TimeSpan.Zero) : FinnishDay.Start(FinnishDay.Of(at));

    /// <summary>Values as one line.</summary>
    public static string Line(params object?[] values) => string.Join('|', values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));

    /// <summary>Lines in an order of their own.</summary>
    public static IReadOnlyList<string> Sorted(IEnumerable<string> lines) => [.. lines.Order(StringComparer.Ordinal)];

    private static string EachStage(string columns, string from) => string.Join(
        " union all ", Enum.GetValues<FlowStage>().Select(stage => $"select {columns}, {(short)stage}, sum({stage}) from {from} group by {columns} having sum({stage}) <> 0"));

    private async Task<IReadOnlyList<string>> LinesAsync(string sql) => await database.ReadAsync(
        async connection => Sorted((await QueryAsync(connection, sql)).Select(row => Line([.. ((IDictionary<string, object?>)row).Values]))), cancellationToken);

    private static Task<IEnumerable<dynamic>> QueryAsync(DbConnection connection, string sql) => connection.QueryAsync(sql);
}
