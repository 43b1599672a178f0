using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Status;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Tests.Retention;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

/// <summary>What has outlived its time is erased, and the ledger tells of it.</summary>
public abstract partial class TrackerStoreTests
{
    private static readonly string[] TraceTables = ["message", "party", "delivery", "event", "student", "vault"];

    private ITrackerDatabase Database => (ITrackerDatabase)Store;

    private Ledger Ledger => new(Database);

    [Fact]
    public async Task Traces_that_are_over_are_erased_with_all_that_belongs_to_them_and_nothing_else()
    {
        await RecordTraceAsync("old", Sample.Start.AddDays(-90).AddTicks(-10));
        await RecordTraceAsync("young", Sample.Start.AddDays(-90));

        Assert.Equal([1], await RunAsync(TraceClock()));

        Assert.Null(await Store.FindAsync(Sample.Id(Sample.Home, "old"), visibleTo: null, Cancellation));
        Assert.Equal(["young"], await ListAsync(new MessageFilter()));
        long[] left = await Task.WhenAll(TraceTables.Select(CountAsync));
        Assert.Equal([1, 3, 2, 1, 1, 1], left);
        Assert.Equal(
            [(ErasedThings.Payload, "trace", Sample.DeliveryId("old"), 1L), (ErasedThings.Trace, "clock", null, 1L)],
            (await LedgerAsync()).Select(entry => (entry.What, entry.Reason, entry.DeliveryId, entry.Count)));
    }

    [Fact]
    public async Task Traces_are_erased_in_as_many_pieces_as_it_takes()
    {
        foreach (var batch in Enumerable.Range(0, 1_050).Chunk(500))
        {
            await RecordAsync([.. batch.Select(n => Sample.Message($"m-{n}", at: Sample.Start.AddDays(-91)))]);
        }

        Assert.Equal([500, 500, 50], await RunAsync(TraceClock(piece: 500)));

        Assert.All(await Task.WhenAll(TraceTables.Select(CountAsync)), count => Assert.Equal(0, count));
        Assert.Equal([500, 500, 50], (await LedgerAsync()).Select(entry => entry.Count));
    }

    [Fact]
    public async Task Each_network_has_its_own_time_for_traces()
    {
        foreach (var (id, network) in new[] { ("named", "3amk"), ("other", "campusonline"), ("none", (string?)null), ("unknown", "zzz") })
        {
            await RecordAsync(Sample.Message(id, at: Sample.Start.AddDays(-40)) with { Network = network });
        }

        Assert.Equal([1], await RunAsync(TraceClock(new NetworkRetention { TraceDays = 30 })));
        Assert.Equal(["none", "other", "unknown"], (await ListAsync(new MessageFilter())).Order());

        Assert.Equal(3, (await RunAsync(TraceClock(new NetworkRetention { TraceDays = 1000 }), Sample.Start.AddDays(51))).Sum());
    }

    [Fact]
    public async Task A_message_whose_trace_is_erased_is_new_again()
    {
        await RecordAsync(Sample.Message(at: Sample.Start.AddDays(-91)));
        await RunAsync(TraceClock());

        Assert.Equal(RecordKind.New, Assert.Single(await RecordAsync(Sample.Message(content: "other"))).Kind);
    }

    [Fact]
    public async Task Links_whose_last_day_is_over_are_erased()
    {
        await RecordLinksAsync("m-1", Put(Sample.Link(expiresOn: Sample.Day)), Put(Sample.Link("student-2", expiresOn: Sample.Day)), Put(Sample.Link("student-3", expiresOn: Sample.Day.AddDays(1))));

        Assert.Equal([1, 1], await RunAsync(new LinkClock(Database, Ledger, Options.Create(new RetentionOptions { Piece = 1 }))));

        Assert.Equal(1, await CountAsync("link"));
        Assert.All(await LedgerAsync(), entry => Assert.Equal((ErasedThings.Link, 1, Sample.Day.ToDateTime(TimeOnly.MinValue)), (entry.What, entry.Count, entry.Since!.Value.UtcDateTime)));
    }

    [Fact]
    public async Task The_erasing_of_every_payload_is_noted_with_why_and_of_nothing_else()
    {
        DeliveryState[] states = [DeliveryState.Delivered, DeliveryState.Processed, DeliveryState.Refused, DeliveryState.Expired, DeliveryState.ResolvedElsewhere, DeliveryState.Discarded, DeliveryState.Returned, DeliveryState.Superseded];
        foreach (var state in states)
        {
            await RecordAsync(Sample.Message($"{state}"));
            await ApplyAsync(Sample.Change(DeliveryState.Parked, $"{state}", payload: Sample.Payload()), Sample.Change(state, $"{state}"));
        }

        await RecordAsync(Sample.Message("never kept"), Sample.Message("kept"));
        await ApplyAsync(Sample.Change(DeliveryState.Processed, "never kept"), Sample.Change(DeliveryState.Parked, "kept", payload: Sample.Payload()));

        Assert.Equal(
            ["delivered", "processed", "refused", "expired", "resolved-elsewhere", "discarded", "returned", "superseded"],
            (await LedgerAsync()).Select(entry => entry.Reason));
        Assert.All(await LedgerAsync(), entry => Assert.Equal((ErasedThings.Payload, 1, Sample.Start.AddMinutes(1)), (entry.What, entry.Count, entry.At)));
        Assert.Equal(states.Select(state => (Guid?)Sample.DeliveryId($"{state}")), (await LedgerAsync()).Select(entry => entry.DeliveryId));
    }

    [Fact]
    public async Task The_time_of_a_payload_counts_from_its_first_keeping()
    {
        await RecordAsync(Sample.Message());
        await ApplyAsync(Sample.Change(DeliveryState.Retrying, payload: Sample.Payload()) with { DueAt = Sample.Start });
        await Store.TakeDueAsync(Sample.Start.AddDays(3), Sample.Start.AddDays(4), 10, Cancellation);
        await Database.WriteAsync(connection => Dapper.SqlMapper.ExecuteAsync(connection, "delete from vault"), Cancellation); // its time was over while it lay on its queue

        await ApplyAsync(Sample.Change(DeliveryState.Parked, payload: Sample.Payload(Sample.Start.AddDays(24)) with { KeptAt = Sample.Start.AddDays(10) }));

        Assert.Equal(Sample.Start.AddMinutes(1).AddDays(14), (await DeliveryAsync()).PayloadExpiresAt);
    }

    [Fact]
    public async Task Entries_are_chained_in_order_each_to_the_one_before()
    {
        await EraseAsync(5);

        Assert.Equal([2, 2, 1], await RunAsync(new LedgerClock(Database, Ledger, Options.Create(new RetentionOptions { Piece = 2 }))));

        var place = LedgerLink.Beginning;
        foreach (var entry in await ChainAsync())
        {
            place = LedgerChain.After(place, entry.Erasure);
            Assert.Equal((place.Position, Convert.ToHexString(place.Hash)), (entry.Position, Convert.ToHexString(entry.Hash!)));
        }

        Assert.Equal(5, place.Position);
        Assert.Empty(await RunAsync(LedgerClock()));
        await EraseAsync(1, from: 5);
        Assert.Equal([1], await RunAsync(LedgerClock()));
        Assert.Equal(6, (await ChainAsync())[^1].Position);
    }

    [Fact]
    public async Task Two_replicas_that_chain_at_once_make_one_chain()
    {
        await EraseAsync(30);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ChainUntilDoneAsync(new Ledger((ITrackerDatabase)OpenAnother()))));

        Assert.Equal(Enumerable.Range(1, 30).Select(n => (long?)n), (await ChainAsync()).Select(entry => entry.Position));
        Assert.Equal(LedgerChain.After(LedgerLink.Beginning, (await ChainAsync())[0].Erasure).Hash, (await ChainAsync())[0].Hash);
    }

    [Fact]
    public async Task The_oldest_entries_are_removed_after_two_years_and_an_entry_tells_how_far()
    {
        await EraseAsync(5);
        await RunAsync(LedgerClock());
        var chain = await ChainAsync();

        Assert.Empty(await RunAsync(LedgerAgeClock(), Sample.Start.AddMinutes(1).AddDays(730)));
        Assert.Equal([2, 2], await RunAsync(LedgerAgeClock(), Sample.Start.AddMinutes(1).AddDays(730).AddTicks(10)));

        Assert.Equal(5, Assert.Single(await ChainAsync()).Position); // the end, which the next entry follows
        Assert.Equal([(2L, Convert.ToHexString(chain[1].Hash!)), (4L, Convert.ToHexString(chain[3].Hash!))], (await LedgerAsync()).Select(entry => (entry.Count, Convert.ToHexString(entry.Digest!))));
        Assert.Equal(4, (await Database.ReadAsync(connection => Ledger.OfRemovalAsync(connection, Cancellation), Cancellation))!.Erasure.Count);
    }

    [Fact]
    public async Task What_people_did_is_erased_after_two_years()
    {
        foreach (var days in new[] { -731, -730, -729 })
        {
            await new AuditLog(Database).AddAsync(
                new AuditEntry { At = Sample.Start.AddDays(days), By = new Actor { Institution = Sample.Home }, Action = AuditActions.Retry, Sender = Sample.Home, Outcome = AuditOutcome.Done }, Cancellation);
        }

        Assert.Equal([1, 1], await RunAsync(new AuditClock(Database, Ledger, Options.Create(new RetentionOptions { Piece = 1 })), Sample.Start.AddTicks(10)));

        Assert.Equal((1, 1), (await CountAsync("audit"), await CountAsync("audit_party")));
        Assert.Equal([(ErasedThings.Audit, Sample.Start.AddDays(-731)), (ErasedThings.Audit, Sample.Start.AddDays(-730))], (await LedgerAsync()).Select(entry => (entry.What, entry.Since!.Value)));
    }

    [Fact]
    public async Task The_check_finds_all_well_and_each_thing_that_is_not()
    {
        await EraseAsync(3);
        await RunAsync(LedgerClock());
        await KeepAsync("kept", 14);
        await RecordLinksAsync("linked", Put(Sample.Link(expiresOn: Sample.Day.AddDays(30))));
        var check = new ErasureCheck(Database, Periods.Of(), Time);
        var report = await check.RunAsync(noted: null, Cancellation);
        Assert.Equal(((3, 0, 1), 3), ((report.Checked, report.Open, report.Kept), report.Head.Position));
        Assert.Empty(report.Faults);

        Time.Now = Sample.Start.AddDays(91);
        Assert.Equal(
            ["1 payload(s) are past", "1 link(s) are past", "5 trace(s) are past"],
            (await check.RunAsync(report.Head, Cancellation)).Faults.Select(fault => string.Join(' ', fault.Split(' ').Take(4))));

        Time.Now = Sample.Start.AddDays(1);
        await Database.WriteAsync(connection => Dapper.SqlMapper.ExecuteAsync(connection, "update ledger set count = 2 where position = 2; update delivery set state = 20; delete from message where message_id = 'e-1'"), Cancellation);
        var faults = (await check.RunAsync(report.Head, Cancellation)).Faults;
        Assert.All(
            new[] { "Entry 2 of the ledger was changed", "1 payload(s) are kept of deliveries that are delivered or over", "1 deliveries are kept of messages whose trace is erased", "events are kept", "parties are kept" },
            text => Assert.Contains(faults, fault => fault.Contains(text, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Whoever_is_a_party_gets_the_proof_and_nobody_else()
    {
        await EraseAsync(2);
        await RunAsync(LedgerClock());
        var proofs = new ErasureProofs(Database, Ledger);

        foreach (var who in new[] { Sample.Home, Sample.Target, null })
        {
            var proof = await proofs.FindAsync(Sample.DeliveryId("e-1"), who, Cancellation);
            var entry = Assert.Single(proof!.Entries);
            Assert.Equal(entry.Place!.Hash, System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(entry.Text!)));
            Assert.Equal((1, 2, 2), (entry.Before!.Position, entry.Place.Position, proof.Head.Position));
        }

        Assert.Null(await proofs.FindAsync(Sample.DeliveryId("e-1"), Sample.Third, Cancellation));
        Assert.Null(await proofs.FindAsync(Guid.NewGuid(), null, Cancellation));
    }

    [Fact]
    public async Task Parties_are_warned_once_however_many_replicas_look_two_days_before_or_at_half_time()
    {
        await KeepAsync("14 days", 14);
        await KeepAsync("3 days", 3);
        await KeepAsync("settled", 14);
        await ApplyAsync(Sample.Change(DeliveryState.Discarded, "settled"));

        Assert.Empty(await RunAsync(WarningClock(), Sample.Start.AddDays(1.5).AddTicks(-10)));
        Assert.Equal([1], await RunAsync(WarningClock(), Sample.Start.AddDays(1.5)));
        Assert.Empty(await RunAsync(WarningClock(), Sample.Start.AddDays(12).AddTicks(-10)));
        var replicas = Enumerable.Range(0, 3).Select(_ => WarningClock((ITrackerDatabase)OpenAnother())).ToList();
        var warned = await Task.WhenAll(replicas.Select(clock => RunAsync(clock, Sample.Start.AddDays(12))));
        Assert.Equal(1, warned.Sum(pieces => pieces.Sum()));
    }

    private Task<List<int>> RunAsync(IClock clock) => RunAsync(clock, Sample.Start);

    /// <summary>One round; what each piece did.</summary>
    private static async Task<List<int>> RunAsync(IClock clock, DateTimeOffset now)
    {
        var pieces = new List<int>();
        await foreach (var count in clock.RunAsync(now, Cancellation))
        {
            pieces.Add(count);
        }

        return pieces;
    }

    private TraceClock TraceClock(NetworkRetention? of3amk = null, int piece = 200) =>
        new(Database, Ledger, Periods.Of(of3amk), Options.Create(new RetentionOptions { Piece = piece }));

    private LedgerAgeClock LedgerAgeClock() => new(Database, Ledger, Options.Create(new RetentionOptions { Piece = 2 }), NullLogger<LedgerAgeClock>.Instance);

    private LedgerClock LedgerClock() => new(Database, Ledger, Options.Create(new RetentionOptions()));

    private WarningClock WarningClock(ITrackerDatabase? database = null) => new(
        database ?? Database,
        new StatusNotifier(null!, Periods.Directory(), Time, NullLogger<StatusNotifier>.Instance), // collects, and sends nothing before it is started
        new TransportOptions { Kind = TransportKind.RabbitMq },
        Options.Create(new RetentionOptions()));

    private Task<List<LedgerEntry>> ChainAsync() => Database.ReadAsync(connection => Ledger.AfterAsync(connection, 0, 1000, Cancellation), Cancellation);

    /// <summary>The ledger's entries in the order of writing, those that are not chained yet.</summary>
    private async Task<List<Erasure>> LedgerAsync() =>
        (await Database.ReadAsync(connection => Ledger.OpenAsync(connection, 1000, Cancellation), Cancellation)).ConvertAll(entry => entry.Erasure);

    /// <summary>A replica whose turn it was not has its work undone, and tries again.</summary>
    private static async Task ChainUntilDoneAsync(Ledger ledger)
    {
        while (true)
        {
            try
            {
                if ((await RunAsync(new LedgerClock(ledger.Database, ledger, Options.Create(new RetentionOptions { Piece = 3 })), Sample.Start)).Count == 0)
                {
                    return;
                }
            }
            catch (System.Data.Common.DbException)
            {
            }
        }
    }

    private async Task EraseAsync(int count, int from = 0)
    {
        for (var n = from; n < from + count; n++)
        {
            await RecordAsync(Sample.Message($"e-{n}"));
            await ApplyAsync(Sample.Change(DeliveryState.Parked, $"e-{n}", payload: Sample.Payload()), Sample.Change(DeliveryState.Discarded, $"e-{n}"));
        }
    }

    private async Task KeepAsync(string id, int days)
    {
        await RecordAsync(Sample.Message(id));
        await ApplyAsync(Sample.Change(DeliveryState.Parked, id, payload: Sample.Payload(Sample.Start.AddDays(days))) with { At = Sample.Start });
    }

    private async Task RecordTraceAsync(string id, DateTimeOffset at)
    {
        await RecordAsync(Sample.Message(id, recipients: [Sample.Target, Sample.Third], at: at) with { StudentHashes = [Sample.Hash("a")] });
        await ApplyAsync(Sample.Change(DeliveryState.Retrying, id, payload: Sample.Payload()));
        await ApplyAsync(Sample.Change(DeliveryState.Parked, id));
    }
}
