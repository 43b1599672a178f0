using System.CommandLine;
using CrossStudyBroker.Host.Hosting;

namespace CrossStudyBroker.Host.Commands;

/// <summary>The default: runs the roles until Ctrl-C.</summary>
internal static class RunCommand
{
    /// <summary>Makes the root command run the host; <c>run</c> says the same.</summary>
    public static void Configure(RootCommand root)
    {
        Add(root);
        var run = new Command("run", "Runs the roles until Ctrl-C (the default).");
        Add(run);
        root.Add(run);
    }

    private static void Add(Command command)
    {
        var arguments = new HostArguments(command, roles: true);
        command.SetAction((result, cancellationToken) => arguments.IsEphemeral(result)
            ? RunEphemeralAsync(arguments.ToConfiguration(result), cancellationToken)
            : RunAsync(arguments.ToConfiguration(result), cancellationToken));
    }

    private static async Task<int> RunEphemeralAsync(Dictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("crossstudy-");
        settings["Store:Folder"] = folder.FullName;
        try
        {
            return await RunAsync(settings, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<int> RunAsync(Dictionary<string, string?> settings, CancellationToken cancellationToken) =>
        Startup.GuardAsync(async () =>
        {
            CoreDumps.Forbid();
            await using var app = BrokerHost.Build(settings);
            await BrokerHost.StartAsync(app, cancellationToken);
            Banner.Print(app);
            await app.WaitForShutdownAsync(cancellationToken);
            Console.WriteLine("Stopped.");
            if (app.Services.GetServices<IHostedService>().OfType<BackgroundService>().FirstOrDefault(service => service.ExecuteTask?.IsFaulted == true) is { } failed)
            {
                throw new InvalidOperationException($"{failed.GetType().Name} failed, which ended the program; the log says how.");
            }
        });
}
