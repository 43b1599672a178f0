using System.CommandLine;
using System.Text.Json;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Host.Demo;
using CrossStudyBroker.Host.Hosting;
using Spectre.Console;

namespace CrossStudyBroker.Host.Commands;

/// <summary>Plays the scripted story and tells how it went.</summary>
internal static class DemoCommand
{
    private static readonly string[] Members = ["10056", "10065", "10066"];

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object with a list of steps, each {step, expected, actual, ok}." };
        var seed = new Option<int?>("--seed") { Description = "Which invented students take part (default: 1 on the embedded store, new ones on PostgreSQL)." };
        var command = new Command("demo", "Plays a scripted story between three reference information systems: every kind of message, both directions, the main failures. Exit code 0 only if all went as the story says.") { json, seed };
        var arguments = new HostArguments(command, roles: false);
        command.SetAction(async (result, cancellationToken) =>
        {
            IReadOnlyList<StepResult> steps = [];
            var code = await Startup.GuardAsync(async () => steps = await PlayAsync(arguments.ToConfiguration(result), result.GetValue(seed), cancellationToken));
            if (code != 0)
            {
                return code;
            }

            Print(steps, result.GetValue(json));
            return steps.Count > 0 && steps.All(step => step.Ok) ? 0 : 1;
        });
        return command;
    }

    private static async Task<IReadOnlyList<StepResult>> PlayAsync(Dictionary<string, string?> settings, int? seed, CancellationToken cancellationToken)
    {
        var run = Convert.ToHexStringLower(Guid.NewGuid().ToByteArray().AsSpan(0, 4));
        var configuration = BrokerHost.Configuration(settings);
        await RequireQueuesAsync(Settings.Transport(configuration), cancellationToken);
        var fresh = !settings.ContainsKey("Store:Folder") && Settings.Store(configuration).Kind == StoreKind.Sqlite;
        var folder = System.IO.Directory.CreateTempSubdirectory("crossstudy-demo-");
        if (fresh)
        {
            settings["Store:Folder"] = folder.FullName;
        }

        settings["Urls"] = "http://127.0.0.1:0";
        settings["Logging:LogLevel:Default"] = "Error";
        settings["Demonstration"] = "true";
        settings["ReferenceSis:Traffic"] = "false";
        settings["ReferenceSis:PersonDecidesAt"] = "10066";
        settings["ReferenceSis:Seed"] = (seed ?? (fresh ? 1 : BitConverter.ToInt32(Guid.NewGuid().ToByteArray()) & int.MaxValue)).ToString();
        try
        {
            settings["Directory:ReloadInterval"] = "00:00:00.2";
            settings["Directory:Folder"] = CopyDirectory(Settings.DirectoryFolder(configuration), folder);
            await using var app = BrokerHost.Build(settings);
            await BrokerHost.StartAsync(app, cancellationToken);
            using var stage = new Stage(app, folder.FullName, app.Services.GetRequiredService<TimeProvider>(), cancellationToken);
            var steps = await new Story(stage, run).PlayAsync();
            await app.StopAsync(cancellationToken);
            return steps;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Another program on the same queues would take a part of the story's messages. One that was killed is gone in a moment.</summary>
    private static async Task RequireQueuesAsync(TransportOptions transport, CancellationToken cancellationToken)
    {
        for (var look = 0; transport.Kind == TransportKind.RabbitMq && await TopologyClient.InboxReadersAsync(Members[0], transport, cancellationToken) > 0; look++)
        {
            if (look == 20)
            {
                throw new InvalidOperationException("Another program reads the inboxes of the demo's institutions on this RabbitMQ. End it, or name another virtual host in ConnectionStrings__RabbitMq.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>A copy of the directory files, which the story changes while it plays.</summary>
    private static string CopyDirectory(string from, DirectoryInfo to)
    {
        var directory = DirectoryFiles.Read(from, ConnectionWays.Any);
        if (Members.Any(code => !(directory.Institutions.GetValueOrDefault(code)?.Adapter is { Way: "dotnet", Name: "reference-sis" } && directory.Networks.GetValueOrDefault("3amk")?.Members.Any(member => member.Institution == code) == true)))
        {
            throw new InvalidOperationException($"The demo plays between {string.Join(", ", Members)} of the network 3amk, each with the adapter reference-sis; the directory in {from} lacks one of them. Leave --directory out to play on the sample.");
        }

        foreach (var file in new[] { "institutions.json", "networks.json" })
        {
            File.Copy(Path.Combine(from, file), Path.Combine(to.FullName, file));
        }

        return to.FullName;
    }

    private static void Print(IReadOnlyList<StepResult> steps, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { ok = steps.All(step => step.Ok), steps }, JsonSerializerOptions.Web));
            return;
        }

        var table = new Table().RoundedBorder().AddColumns("", "Step", "What happened");
        foreach (var step in steps)
        {
            table.AddRow(
                new Text(step.Ok ? "ok" : "NO", new Style(step.Ok ? Color.Green : Color.Red)),
                new Text(step.Step),
                new Text(step.Ok ? step.Actual : $"{step.Actual}\nexpected: {step.Expected}"));
        }

        var console = Console.IsOutputRedirected
            ? AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(Console.Out) })
            : AnsiConsole.Console;
        console.Profile.Width = Math.Max(console.Profile.Width, 120);
        console.Write(table);
        console.WriteLine(steps.All(step => step.Ok)
            ? $"All {steps.Count} steps went as the story says."
            : $"{steps.Count(step => !step.Ok)} of {steps.Count} steps did not go as the story says.");
    }
}
