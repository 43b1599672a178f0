using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Sqlite;
using CrossStudyBroker.Broker.Vault;
using CrossStudyBroker.Tests.Tracking;
using Xunit;

namespace CrossStudyBroker.Tests.Host;

/// <summary>Rotating and destroying keys on the command line.</summary>
public sealed class KeysCommandTests : IDisposable
{
    private readonly CommandLine _commandLine = new();

    private FileKeyRing File => new(Path.Combine(_commandLine.Folder, "data", "keys"));

    public void Dispose() => _commandLine.Dispose();

    [Fact]
    public async Task A_key_is_destroyed_only_once_nothing_needs_it()
    {
        var old = File.CreateIfMissing().Read().Sealing;
        await ParkAsync(old.Id);

        var (_, rotated, _) = await RunAsync(0, "keys", "rotate");
        Assert.Contains($"Key {File.Read().Sealing.Id} seals", rotated, StringComparison.Ordinal);

        var (_, listed, _) = await RunAsync(0, "keys", "list");
        Assert.Matches($"{old.Id}  opens  1 payload\\n.*  seals  0 payloads", listed);

        var (_, refused, _) = await RunAsync(1, "keys", "prune", "--now");
        Assert.Contains($"Key {old.Id} is still needed: it sealed 1 payload.", refused, StringComparison.Ordinal);
        Assert.NotNull(File.Read().Find(old.Id));

        await WithStoreAsync(store => store.ApplyAsync([Sample.Change(DeliveryState.Discarded)], CancellationToken.None));
        var (_, waits, _) = await RunAsync(1, "keys", "prune");
        Assert.Contains("--now", waits, StringComparison.Ordinal);
        await RunAsync(0, "keys", "prune", "--now");
        Assert.Null(File.Read().Find(old.Id));
        await WithStoreAsync(async store =>
        {
            var open = await ((ITrackerDatabase)store).ReadAsync(connection => new Ledger((ITrackerDatabase)store).OpenAsync(connection, 10, CancellationToken.None), CancellationToken.None);
            Assert.Equal((ErasedThings.Key, old.Id), (open[^1].Erasure.What, open[^1].Erasure.Reason));
        });
    }

    [Fact]
    public async Task A_ring_in_the_environment_is_its_owners_to_change()
    {
        var ring = $"{KeyRing.NewKey()} {KeyRing.NewKey()}";

        var (exitCode, _, errors) = await _commandLine.RunAsync($"Keys__Ring={ring}", "keys", "rotate");

        Assert.Equal(1, exitCode);
        Assert.Contains("Keys__Ring", errors, StringComparison.Ordinal);
        Assert.DoesNotContain(ring[..20], errors, StringComparison.Ordinal);
    }

    private Task ParkAsync(string keyId) => WithStoreAsync(async store =>
    {
        await store.MigrateAsync(CancellationToken.None);
        await store.RecordAsync([Sample.Message()], CancellationToken.None);
        await store.ApplyAsync([Sample.Change(DeliveryState.Parked, payload: Sample.Payload() with { KeyId = keyId })], CancellationToken.None);
    });

    private async Task WithStoreAsync(Func<ITrackerStore, Task> use)
    {
        await using var store = new SqliteTrackerStore(Path.Combine(_commandLine.Folder, "data", "tracker.db"), TimeProvider.System);
        await use(store);
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(int expected, params string[] arguments)
    {
        var run = await _commandLine.RunAsync(arguments);
        Assert.Equal((expected, ""), (run.ExitCode, run.Errors));
        return run;
    }
}
