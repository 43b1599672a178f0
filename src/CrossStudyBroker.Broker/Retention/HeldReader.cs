using System.Collections.Concurrent;
using System.Data.Common;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>Counts what is held. Where that is much, it is counted once a minute and not whenever somebody asks.</summary>
/// <param name="database">Where it is held.</param>
/// <param name="periods">How long things are kept.</param>
/// <param name="directory">The networks, of which some have times of their own.</param>
/// <param name="time">The clock.</param>
/// <param name="much">From so many things on it is much.</param>
internal sealed class HeldReader(ITrackerDatabase database, RetentionPeriods periods, DirectorySource directory, TimeProvider time, long much = 10_000)
{
    private static readonly TimeSpan HoldsFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (IReadOnlyList<Held> Held, DateTimeOffset Until)> _counted = new(StringComparer.Ordinal);

    /// <summary>What is held now, or was within the last minute.</summary>
    /// <param name="institution">Only what this institution is a party to; null: everything.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<Held>> ReadAsync(string? institution, CancellationToken cancellationToken)
    {
        if (_counted.TryGetValue(institution ?? "", out var known) && time.GetUtcNow() < known.Until)
        {
            return known.Held;
        }

        var held = await database.ReadAsync(connection => CountAsync(new Counting(connection, database.Dialect, institution, cancellationToken)), cancellationToken);
        if (held.Sum(thing => thing.Number) >= much)
        {
            _counted[institution ?? ""] = (held, time.GetUtcNow() + HoldsFor);
        }

        return held;
    }

    // SQLite joins in the order written where it says "cross join": few wait among many deliveries. What is asked of the vault is in its index.
    private async Task<IReadOnlyList<Held>> CountAsync(Counting of) =>
    [
        await of.OneAsync(HeldThings.Queued, $"select cast(coalesce(sum(number), 0) as bigint) from stock where state = 30 {of.And("(sender = @institution or recipient = @institution)")}"),
        await of.OneAsync(HeldThings.Payloads, of.Of(
            "select count(*), min(kept_at), min(expires_at) from vault",
            "select count(*), min(v.kept_at), min(v.expires_at) from vault v cross join delivery d where d.delivery_id = v.delivery_id and (d.sender = @institution or d.recipient = @institution)"),
            clock: "payloads"),
        await TracesAsync(of),
        await of.OneAsync(
            HeldThings.Links, $"select count(*), null, min(expires_on) from link where 1 = 1 {of.And("(home = @institution or target = @institution)")}", clock: "links", endsOnDay: true),
        Until(periods.Audit, await of.OneAsync(HeldThings.Audit, of.Of(
            "select count(*), min(at) from audit",
            "select (select count(*) from audit_party where institution = @institution), (select a.at from audit_party p join audit a on a.id = p.entry where p.institution = @institution order by p.entry limit 1)"),
            clock: "audit")),
        Until(periods.Audit, await of.OneAsync(HeldThings.Jobs, $"select count(*), min(created_at) from job where 1 = 1 {of.And("institution = @institution")}", clock: "jobs")),
        Until(periods.Audit, await of.OneAsync(
            HeldThings.Ledger, // its places are without gaps, so that nothing has to be counted
            "select coalesce((select max(position) - min(position) + 1 from ledger), 0) + (select count(*) from ledger where position is null), (select at from ledger order by id limit 1)",
            clock: "ledger-age")),
        await of.OneAsync(HeldThings.Offering, $"select count(*), min(published_at) from offering where 1 = 1 {of.And("target = @institution")}"),
    ];

    /// <summary>The next trace that is erased need not be the oldest: some networks have a time of their own.</summary>
    private async Task<Held> TracesAsync(Counting of)
    {
        var held = await of.OneAsync(HeldThings.Traces, of.Of(
            "select count(*), min(received_at) from message",
            "select (select count(*) from party where institution = @institution), (select min(received_at) from party where institution = @institution)"),
            clock: "traces");
        var usual = periods.Traces(null);
        var own = directory.Current.Networks.Values.Where(network => periods.Traces(network.Id) != usual && of.IsOf(network)).Select(network => network.Id).ToArray();
        var ends = new List<DateTimeOffset?> { (own.Length == 0 ? held.OldestAt : await of.FirstBesidesAsync(own)) + usual };
        foreach (var network in own)
        {
            ends.Add(await of.FirstOfAsync(network) + periods.Traces(network));
        }

        return held with { NextErasedAt = ends.Min() };
    }

    private static Held Until(TimeSpan period, Held held) => held with { NextErasedAt = held.OldestAt + period };

    /// <summary>Counts on one connection for one institution, or for all.</summary>
    private sealed class Counting(DbConnection connection, IStoreDialect dialect, string? institution, CancellationToken cancellationToken)
    {
        public string Of(string all, string one) => institution is null ? all : one;

        public string And(string own) => institution is null ? "" : "and " + own;

        /// <summary>A row of number, oldest and next end, of which the last ones may be left out.</summary>
        public async Task<Held> OneAsync(string what, string sql, string? clock = null, bool endsOnDay = false)
        {
            var rows = await connection.RowsAsync(new CommandDefinition(sql, new { institution }, cancellationToken: cancellationToken), row => new Held
            {
                What = what,
                Number = row.GetInt64(0),
                OldestAt = row.FieldCount > 1 ? dialect.TimeOrNull(row, 1) : null,
                NextErasedAt = row.FieldCount < 3 || row.IsDBNull(2) ? null
                    : endsOnDay ? new DateTimeOffset(row.GetFieldValue<DateOnly>(2), TimeOnly.MinValue, TimeSpan.Zero)
                    : dialect.ReadTime(row, 2),
                Clock = clock,
            });
            return rows[0];
        }

        public bool IsOf(Network network) => institution is null || network.Members.Any(member => member.Institution == institution);

        /// <summary>When the oldest message of a network was received: by the index that has it first.</summary>
        public Task<DateTimeOffset?> FirstOfAsync(string network) => FirstAsync(
            $"""
            select m.received_at from message m
            where m.network = @network {And("exists (select 1 from party p where p.institution = @institution and p.received_at = m.received_at and p.message = m.id)")}
            order by m.received_at limit 1
            """,
            new { institution, network });

        /// <summary>When the oldest message of none of some networks was received.</summary>
        public Task<DateTimeOffset?> FirstBesidesAsync(string[] networks)
        {
            var besides = $"(m.network is null or not (m.network {dialect.In("networks")}))";
            return FirstAsync(
                Of(
                    $"select m.received_at from message m where {besides} order by m.received_at limit 1",
                    $"select p.received_at from party p join message m on m.id = p.message where p.institution = @institution and {besides} order by p.received_at limit 1"),
                new { institution, networks });
        }

        private async Task<DateTimeOffset?> FirstAsync(string sql, object parameters) => (await connection.RowsAsync(
            new CommandDefinition(sql, parameters, cancellationToken: cancellationToken), row => (DateTimeOffset?)dialect.ReadTime(row, 0))).FirstOrDefault();
    }
}
