using System.Data.Common;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Tracking;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>Checks that the ledger's chain is whole, that nothing is there that was erased, and that nothing is there any more that should have been.</summary>
public sealed class ErasureCheck
{
    private const int Page = 1000;

    /// <summary>How long after its time a thing may be there: the clocks come round at most every hour, and may have to catch up.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(3);

    private readonly ITrackerDatabase _database;
    private readonly Ledger _ledger;
    private readonly RetentionPeriods _periods;
    private readonly TimeProvider _time;

    internal ErasureCheck(ITrackerDatabase database, RetentionPeriods periods, TimeProvider time) =>
        (_database, _ledger, _periods, _time) = (database, new Ledger(database), periods, time);

    /// <summary>The check of a store.</summary>
    /// <param name="database">The store, by <see cref="StoreRegistration"/>.</param>
    /// <param name="directory">Says how long things are kept.</param>
    /// <param name="options">Likewise.</param>
    /// <param name="time">The clock.</param>
    public static ErasureCheck Of(IServiceProvider database, DirectorySource directory, RetentionOptions options, TimeProvider time) =>
        new((ITrackerDatabase)database.GetService(typeof(ITrackerDatabase))!, new RetentionPeriods(directory, Options.Create(options)), time); // registered with the store

    /// <summary>Checks.</summary>
    /// <param name="noted">A place of the chain that was noted earlier, in a proof or a report: what has been put in or left out since then would show.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<ErasureReport> RunAsync(LedgerLink? noted, CancellationToken cancellationToken) => _database.ReadAsync(
        async connection =>
        {
            var faults = new List<string>();
            var (head, count) = await WalkAsync(connection, noted, faults, cancellationToken);
            await CheckNothingErasedIsThereAsync(connection, faults, cancellationToken);
            await CheckNothingIsOverdueAsync(connection, faults, cancellationToken);
            return new ErasureReport
            {
                Head = head,
                Checked = count,
                Open = await CountAsync(connection, "select count(*) from ledger where position is null", new(), cancellationToken),
                Kept = await CountAsync(connection, "select count(*) from vault", new(), cancellationToken),
                Faults = faults,
            };
        },
        cancellationToken);

    /// <summary>Goes along the chain and reckons every hash anew.</summary>
    private async Task<(LedgerLink Head, long Count)> WalkAsync(DbConnection connection, LedgerLink? noted, List<string> faults, CancellationToken cancellationToken)
    {
        var (place, count) = (await BeginningAsync(connection, faults, cancellationToken), 0L);
        if (noted?.Position < place.Position && noted.Position > 0)
        {
            faults.Add($"Entry {noted.Position}, noted earlier, is not there any more: the ledger begins after entry {place.Position}. If it is not older than entries are kept, the beginning was cut off; otherwise give a place noted later.");
        }

        CompareNoted(place);
        while (await _ledger.AfterAsync(connection, place.Position, Page, cancellationToken) is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
            {
                var next = LedgerChain.After(place, entry.Erasure);
                if (entry.Position != next.Position)
                {
                    faults.Add($"The ledger's entries {next.Position} to {entry.Position - 1} are missing.");
                    next = new LedgerLink(entry.Position!.Value, entry.Hash!); // chained entries have both; the rest is checked from here on
                }
                else if (!next.Hash.AsSpan().SequenceEqual(entry.Hash))
                {
                    faults.Add($"Entry {next.Position} of the ledger was changed, or the one before it: its hash does not fit.");
                    next = next with { Hash = entry.Hash! };
                }

                CompareNoted(next);
                (place, count) = (next, count + 1);
            }
        }

        if (noted?.Position > place.Position)
        {
            faults.Add($"The ledger ends at entry {place.Position}; entry {noted.Position} was noted earlier, so its end is missing.");
        }

        return (place, count);

        void CompareNoted(LedgerLink found)
        {
            if (noted?.Position == found.Position && !noted.Hash.AsSpan().SequenceEqual(found.Hash))
            {
                faults.Add($"Entry {found.Position} has another hash than the one noted earlier: the ledger was written anew.");
            }
        }
    }

    /// <summary>Before the first entry that is left. Where older ones were removed, a later entry says so, with the hash of the last of them.</summary>
    private async Task<LedgerLink> BeginningAsync(DbConnection connection, List<string> faults, CancellationToken cancellationToken)
    {
        if (await _ledger.AfterAsync(connection, 0, 1, cancellationToken) is not [{ Position: > 1 and var first }])
        {
            return LedgerLink.Beginning;
        }

        if (await _ledger.OfRemovalAsync(connection, cancellationToken) is { Erasure: { Count: var removed, Digest: { } hash } } && removed == first - 1)
        {
            return new LedgerLink(removed, hash);
        }

        faults.Add($"The ledger begins at entry {first}, and no entry tells that the ones before were removed after their time.");
        var before = (await _ledger.AfterAsync(connection, first - 1, 1, cancellationToken))[0];
        return new LedgerLink(first, before.Hash!); // a chained entry
    }

    private async Task CheckNothingErasedIsThereAsync(DbConnection connection, List<string> faults, CancellationToken cancellationToken)
    {
        var erasing = new DynamicParameters();
        erasing.Add("states", DeliveryTransitions.Erasing);
        await FaultAsync(
            "{0} payload(s) are kept of which the ledger says that they were erased.",
            "select count(*) from vault v where exists (select 1 from ledger l where l.delivery_id = v.delivery_id and l.at > v.kept_at)",
            new());
        await FaultAsync(
            "{0} payload(s) are kept of deliveries that are delivered or over.",
            $"select count(*) from vault v join delivery d on d.delivery_id = v.delivery_id where d.state {_database.Dialect.In("states")}",
            erasing);
        await FaultAsync(
            "{0} payload(s) are kept of deliveries whose trace is erased.", "select count(*) from vault v where not exists (select 1 from delivery d where d.delivery_id = v.delivery_id)", new());
        foreach (var (table, what) in new[] { ("delivery", "deliveries"), ("event", "events"), ("student", "keyed hashes of students"), ("party", "parties") })
        {
            await FaultAsync($"{{0}} {what} are kept of messages whose trace is erased.", $"select count(*) from {table} t where not exists (select 1 from message m where m.id = t.message)", new());
        }

        await FaultAsync("{0} deliveries are kept of jobs that are erased.", "select count(*) from job_item i where not exists (select 1 from job j where j.number = i.job)", new());

        async Task FaultAsync(string fault, string sql, DynamicParameters parameters)
        {
            if (await CountAsync(connection, sql, parameters, cancellationToken) is > 0 and var count)
            {
                faults.Add(string.Format(System.Globalization.CultureInfo.InvariantCulture, fault, count));
            }
        }
    }

    private async Task CheckNothingIsOverdueAsync(DbConnection connection, List<string> faults, CancellationToken cancellationToken)
    {
        var until = _time.GetUtcNow() - Grace;
        var payloads = await CountAsync(connection, "select count(*) from vault where expires_at < @until", Until(_database.Dialect.Time(until)), cancellationToken);
        var links = await CountAsync(connection, "select count(*) from link where expires_on < @until", Until(_database.Dialect.Day(StoredTime.DayOf(until))), cancellationToken);
        var traces = 0L;
        foreach (var network in await TraceErasing.NetworksAsync(connection, cancellationToken))
        {
            var parameters = Until(_database.Dialect.Time(until - _periods.Traces(network)));
            parameters.Add("network", network);
            traces += await CountAsync(connection, $"select count(*) from message where network {(network is null ? "is null" : "= @network")} and received_at < @until", parameters, cancellationToken);
        }

        var audit = await CountAsync(connection, "select count(*) from audit where at < @until", Until(_database.Dialect.Time(until - _periods.Audit)), cancellationToken);
        var jobs = await CountAsync(connection, "select count(*) from job where created_at < @until", Until(_database.Dialect.Time(until - _periods.Audit)), cancellationToken);
        faults.AddRange(new[] { (payloads, "payload(s)"), (links, "link(s)"), (traces, "trace(s)"), (audit, "audit entries"), (jobs, "job(s)") }
            .Where(thing => thing.Item1 > 0)
            .Select(thing => $"{thing.Item1} {thing.Item2} are past their time. A host with the role broker erases them; does one run?"));
    }

    private static DynamicParameters Until(object value)
    {
        var parameters = new DynamicParameters();
        parameters.Add("until", value);
        return parameters;
    }

    private static Task<long> CountAsync(DbConnection connection, string sql, DynamicParameters parameters, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition(sql, parameters, commandTimeout: 600, cancellationToken: cancellationToken));
}
