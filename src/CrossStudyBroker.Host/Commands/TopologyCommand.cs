using System.CommandLine;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Host.Hosting;

namespace CrossStudyBroker.Host.Commands;

/// <summary>Prints, applies or checks what must be on RabbitMQ for the institutions of the directory.</summary>
internal static class TopologyCommand
{
    public static Command Create()
    {
        var apply = new Option<bool>("--apply") { Description = "Declare what is missing. Users are printed only: an administrator makes them." };
        var check = new Option<bool>("--check") { Description = "Compare with what is there; exit code 1 if anything differs." };
        var command = new Command("topology", "Prints the exchanges, queues, users and permissions that the directory's institutions need on RabbitMQ.") { apply, check };
        var arguments = new HostArguments(command, roles: false);
        command.SetAction(async (result, cancellationToken) =>
        {
            var differences = 0;
            var code = await Startup.GuardAsync(async () =>
            {
                var settings = arguments.ToConfiguration(result);
                var asks = result.GetValue(apply) || result.GetValue(check);
                if (asks)
                {
                    settings["Transport:Kind"] = nameof(TransportKind.RabbitMq); // the in-memory transport has nothing to apply or check
                }

                var configuration = BrokerHost.Configuration(settings);
                var transport = Settings.Transport(configuration);
                var topology = Topology.For(DirectoryFiles.Read(Settings.DirectoryFolder(configuration), ConnectionWays.Any).Institutions.Keys, transport);
                if (result.GetValue(apply))
                {
                    await TopologyClient.ApplyAsync(topology, transport, cancellationToken);
                    Console.WriteLine($"{topology.Queues.Count} queues are there.");
                }

                if (result.GetValue(check))
                {
                    var found = await TopologyClient.CheckAsync(topology, transport, cancellationToken);
                    differences = found.Count;
                    Console.WriteLine(found.Count == 0 ? "Everything is as it should be." : string.Join(Environment.NewLine, found));
                }

                if (!asks)
                {
                    Console.Write(topology);
                }
            });
            return code != 0 ? code : Math.Min(differences, 1);
        });
        return command;
    }
}
