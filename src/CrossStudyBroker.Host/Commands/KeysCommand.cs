using System.CommandLine;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Vault;
using CrossStudyBroker.Host.Hosting;

namespace CrossStudyBroker.Host.Commands;

/// <summary>Shows the key ring, gives it a new key, and destroys old ones.</summary>
internal static class KeysCommand
{
    /// <summary>
    /// After the ring changed: a replica that does not reach the store may hold payloads for so long that it sealed with the key before.
    /// </summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(10);

    public static Command Create() => new("keys", "The keys that seal waiting payloads: lists, rotates and destroys them.") { List(), Rotate(), Prune() };

    private static Command List()
    {
        var command = new Command("list", "Lists the keys on the ring, and how many payloads each has sealed that are still kept.");
        return WithStore(command, async (_, source, vault, cancellationToken) =>
        {
            var (ring, counts) = (source.Read(), await vault.CountAsync(cancellationToken));
            foreach (var key in ring.Wrapping)
            {
                Console.WriteLine($"{key.Id}  {(key == ring.Sealing ? "seals" : "opens")}  {Payloads(counts.GetValueOrDefault(key.Id))}");
            }

            foreach (var (id, count) in counts.Where(count => ring.Find(count.Key) is null))
            {
                Console.WriteLine($"{id}  is not on the ring  {Payloads(count)} cannot be opened");
            }

            return true;
        });
    }

    private static Command Rotate()
    {
        var command = new Command("rotate", "Adds a new key to the key file, which seals from now on; the others only open.");
        var arguments = new HostArguments(command, roles: false);
        command.SetAction((result, _) => Startup.GuardAsync(() =>
        {
            var key = File(Source(arguments, result)).Add();
            Console.WriteLine($"""
                Key {key.Id} seals from now on. Roles that run with this file take it within a second; where they have files of their own, copy it there.
                Payloads that older keys sealed are moved to it within minutes; then destroy those keys with: crossstudy keys prune
                """);
            return Task.CompletedTask;
        }));
        return command;
    }

    private static Command Prune()
    {
        var now = new Option<bool>("--now") { Description = "Do not wait until 10 minutes after the key file changed: all roles are stopped, or have taken the new key and reach the store." };
        var command = new Command("prune", "Destroys the keys in the key file that no kept payload needs, except the one that seals. Exit code 1 if one is still needed.") { now };
        return WithStore(command, async (result, source, vault, cancellationToken) =>
        {
            var file = File(source);
            var (ring, counts) = (file.Read(), await vault.CountAsync(cancellationToken));
            var old = ring.Wrapping.Where(key => key != ring.Sealing).ToList();
            var needed = old.Where(key => counts.ContainsKey(key.Id)).ToList();
            if (old.Count == 0)
            {
                Console.WriteLine($"The ring holds one key only, {ring.Sealing.Id}, which seals.");
            }

            if (old.Count > needed.Count && !result.GetValue(now) && file.ChangedAt + Settling > TimeProvider.System.GetUtcNow())
            {
                Console.WriteLine($"The key file changed at {file.ChangedAt:HH:mm:ss} UTC: a replica may still hold payloads sealed with the key before. Prune after {file.ChangedAt + Settling:HH:mm:ss} UTC, or with --now.");
                return false;
            }

            foreach (var key in old.Except(needed))
            {
                file.Destroy(key);
                await vault.NoteDestroyedAsync(key.Id, TimeProvider.System.GetUtcNow(), cancellationToken);
                Console.WriteLine($"Key {key.Id} is destroyed.");
            }

            foreach (var key in needed)
            {
                Console.WriteLine($"Key {key.Id} is still needed: it sealed {Payloads(counts[key.Id])}. They are moved to {ring.Sealing.Id} within minutes while the role broker runs.");
            }

            return needed.Count == 0;
        });
    }

    private static Command WithStore(Command command, Func<ParseResult, IKeyRingSource, VaultKeys, CancellationToken, Task<bool>> run)
    {
        var arguments = new HostArguments(command, roles: false);
        command.SetAction(async (result, cancellationToken) =>
        {
            var done = false;
            var code = await Startup.GuardAsync(async () =>
            {
                var source = Source(arguments, result);
                var configuration = BrokerHost.Configuration(arguments.ToConfiguration(result));
                await using var services = new ServiceCollection().AddLogging().AddTrackerStore(Settings.Store(configuration)).AddVault(() => source).BuildServiceProvider();
                done = await run(result, source, services.GetRequiredService<VaultKeys>(), cancellationToken);
            });
            return code != 0 || done ? code : 1;
        });
        return command;
    }

    private static IKeyRingSource Source(HostArguments arguments, ParseResult result)
    {
        var configuration = BrokerHost.Configuration(arguments.ToConfiguration(result));
        return Settings.KeyRing(configuration, Settings.Store(configuration), create: false);
    }

    private static FileKeyRing File(IKeyRingSource source) => source as FileKeyRing
        ?? throw new InvalidOperationException("The key ring is in the setting Keys__Ring, which only you can change. To rotate: make a key (openssl rand -base64 32), put it before the last one and restart the replicas one by one, then move it to the end and restart them again. To destroy a key that crossstudy keys list shows without payloads: leave it out and restart them.");

    private static string Payloads(long count) => count == 1 ? "1 payload" : $"{count} payloads";
}
