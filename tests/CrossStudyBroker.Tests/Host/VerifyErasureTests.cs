using System.Text.Json.Nodes;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Sqlite;
using CrossStudyBroker.Tests.Tracking;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace CrossStudyBroker.Tests.Host;

/// <summary><c>crossstudy verify-erasure</c> says whether the ledger is whole and tells the truth.</summary>
public sealed class VerifyErasureTests : IAsyncLifetime
{
    private readonly CommandLine _commandLine = new();
    private SqliteTrackerStore? _store;

    private SqliteTrackerStore Store => _store ??= new SqliteTrackerStore(Path.Combine(_commandLine.Folder, "data", "tracker.db"), TimeProvider.System);

    private static DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        await Store.MigrateAsync(CancellationToken.None);
        for (var n = 0; n < 4; n++)
        {
            await EraseAsync($"m-{n}");
        }

        await ChainAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _commandLine.Dispose();
    }

    [Fact]
    public async Task All_is_well_and_the_end_of_the_ledger_is_told_to_be_noted()
    {
        await KeepAsync("kept");
        var (exitCode, report) = await VerifyAsync();

        Assert.Equal((0, true, 4, 1), (exitCode, report["ok"]!.GetValue<bool>(), report["entries"]!.GetValue<int>(), report["payloadsKept"]!.GetValue<int>()));
        var head = report["head"]!.GetValue<string>();
        await EraseAsync("later");
        await ChainAsync();
        Assert.Equal(0, (await VerifyAsync("--head", head)).ExitCode);
        var (code, output, _) = await _commandLine.RunAsync("verify-erasure", "--directory", CommandLine.SampleDirectory);
        Assert.Equal(0, code);
        Assert.Contains("All is well", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update ledger set reason = 'processed' where position = 2", "Entry 2 of the ledger was changed")]
    [InlineData("update ledger set at = at + 1 where position = 4", "Entry 4 of the ledger was changed")]
    [InlineData("delete from ledger where position = 2", "entries 2 to 2 are missing")]
    [InlineData("delete from ledger where position = 1", "begins at entry 2")]
    [InlineData("update ledger set position = 9 where position = 4", "entries 4 to 8 are missing")]
    public async Task A_ledger_that_was_tampered_with_shows_it(string sql, string fault)
    {
        await ExecuteAsync(sql);
        await FindsAsync(fault);
    }

    [Fact]
    public async Task An_end_that_was_cut_off_or_written_anew_shows_against_a_place_noted_earlier()
    {
        var head = (await VerifyAsync()).Report["head"]!.GetValue<string>();
        await ExecuteAsync("delete from ledger where position = 4");
        await FindsAsync("its end is missing", "--head", head);

        await EraseAsync("another");
        await ChainAsync();
        await FindsAsync("was written anew", "--head", head);
    }

    [Fact]
    public async Task Entries_that_were_removed_after_their_time_are_no_fault_unless_one_of_them_was_noted()
    {
        var head = (await VerifyAsync()).Report["head"]!.GetValue<string>();
        await RunAsync(new LedgerAgeClock(Store, new Ledger(Store), Options.Create(new RetentionOptions()), NullLogger<LedgerAgeClock>.Instance), Now.AddDays(731));
        Assert.Equal((0, 1), await CountAsync());
        await EraseAsync("later");
        await ChainAsync();

        Assert.Equal((0, 3), await CountAsync()); // the end, the entry that tells of the removal, and the later one
        Assert.Equal(0, (await VerifyAsync("--head", head)).ExitCode);
        await FindsAsync("Entry 3 has another hash", "--head", "3:" + new string('a', 64)); // the last one that is gone
        await FindsAsync("Entry 2, noted earlier, is not there any more", "--head", "2:" + new string('a', 64));
        await ExecuteAsync("delete from ledger where position = 5");
        await FindsAsync("no entry tells");

        async Task<(int ExitCode, int Entries)> CountAsync()
        {
            var (exitCode, report) = await VerifyAsync();
            return (exitCode, report["entries"]!.GetValue<int>());
        }
    }

    [Fact]
    public async Task A_payload_that_is_there_although_it_was_erased_is_found()
    {
        await ExecuteAsync("insert into vault (delivery_id, wrapped_key, key_id, kept_at, expires_at, ciphertext) select delivery_id, x'00', 'k', at - 1, 99999999999999999, x'00' from ledger where position = 1");
        var faults = await FindsAsync("1 payload(s) are kept of which the ledger says that they were erased");
        Assert.Contains(faults, fault => fault.Contains("delivered or over", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_left_of_an_erased_trace_is_found()
    {
        await ExecuteAsync("delete from message where message_id = 'm-1'");
        var faults = await FindsAsync("1 events are kept of messages whose trace is erased");
        Assert.Contains(faults, fault => fault.StartsWith("1 deliveries", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_past_its_time_is_found()
    {
        await KeepAsync("forgotten", keptAt: Now.AddDays(-20));
        await ExecuteAsync("update message set received_at = received_at - 8000000000000 where message_id = 'm-1'"); // 92 days
        var faults = await FindsAsync("1 payload(s) are past their time");
        Assert.Contains(faults, fault => fault.StartsWith("1 trace(s)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_place_that_is_none_is_explained()
    {
        var (exitCode, _, errors) = await _commandLine.RunAsync("verify-erasure", "--head", "4:abc", "--directory", CommandLine.SampleDirectory);
        Assert.Equal(2, exitCode);
        Assert.Contains("POSITION:HASH", errors, StringComparison.Ordinal);
    }

    private async Task<List<string>> FindsAsync(string fault, params string[] arguments)
    {
        var (exitCode, report) = await VerifyAsync(arguments);
        Assert.Equal((1, false), (exitCode, report["ok"]!.GetValue<bool>()));
        var faults = report["faults"]!.AsArray().Select(found => found!.GetValue<string>()).ToList();
        Assert.Contains(faults, found => found.Contains(fault, StringComparison.Ordinal));
        return faults;
    }

    private async Task<(int ExitCode, JsonNode Report)> VerifyAsync(params string[] arguments)
    {
        var (exitCode, output, errors) = await _commandLine.RunAsync(["verify-erasure", "--json", "--directory", CommandLine.SampleDirectory, .. arguments]);
        Assert.Equal("", errors);
        return (exitCode, JsonNode.Parse(output)!); // it prints an object
    }

    private async Task KeepAsync(string id, DateTimeOffset? keptAt = null)
    {
        var at = keptAt ?? Now;
        await Store.RecordAsync([Sample.Message(id, at: at)], CancellationToken.None);
        await Store.ApplyAsync([Sample.Change(DeliveryState.Parked, id, payload: Sample.Payload(at.AddDays(14)) with { KeptAt = at }) with { At = at }], CancellationToken.None);
    }

    private async Task EraseAsync(string id)
    {
        await KeepAsync(id);
        await Store.ApplyAsync([Sample.Change(DeliveryState.Discarded, id) with { At = TimeProvider.System.GetUtcNow().AddSeconds(1) }], CancellationToken.None);
    }

    private Task ChainAsync() => RunAsync(new LedgerClock(Store, new Ledger(Store), Options.Create(new RetentionOptions())), Now);

    private static async Task RunAsync(IClock clock, DateTimeOffset now)
    {
        await foreach (var _ in clock.RunAsync(now, CancellationToken.None))
        {
        }
    }

    private Task ExecuteAsync(string sql) => ((ITrackerDatabase)Store).WriteAsync(connection => connection.ExecuteAsync(sql), CancellationToken.None);
}
