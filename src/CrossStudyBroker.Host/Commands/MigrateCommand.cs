using System.CommandLine;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Host.Hosting;

namespace CrossStudyBroker.Host.Commands;

/// <summary>Brings the store's schema to the newest version.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Brings the store's schema to the newest version. The host does this by itself at start; run it beforehand where the host may not change schemas.");
        var arguments = new HostArguments(command, roles: false);
        command.SetAction((result, cancellationToken) => Startup.GuardAsync(async () =>
        {
            var configuration = BrokerHost.Configuration(arguments.ToConfiguration(result));
            await using var services = new ServiceCollection().AddTrackerStore(Settings.Store(configuration)).BuildServiceProvider();
            await services.GetRequiredService<ITrackerStore>().MigrateAsync(cancellationToken);
            Console.WriteLine("The store's schema is the newest.");
        }));
        return command;
    }
}
