using System.CommandLine;
using System.Text.Json;
using CrossStudyBroker.Host.Demo;
using CrossStudyBroker.Host.Hosting;
using Spectre.Console;

namespace CrossStudyBroker.Host.Commands;

/// <summary>Plays the scripted story and tells how it went.</summary>
internal static class DemoCommand
{
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
        var embedded = !settings.ContainsKey("Store:Folder") && settings.GetValueOrDefault("Store:Kind") != "postgres";
        var folder = embedded ? System.IO.Directory.CreateTempSubdirectory("crossstudy-demo-") : null;
        if (folder is not null)
        {
            settings["Store:Folder"] = folder.FullName;
        }

        settings["Urls"] = "http://127.0.0.1:0";
        settings["Logging:LogLevel:Default"] = "Error";
        settings["Demonstration"] = "true";
        settings["ReferenceSis:Traffic"] = "false";
        settings["ReferenceSis:PersonDecidesAt"] = "10066";
        settings["ReferenceSis:Seed"] = (seed ?? (embedded ? 1 : BitConverter.ToInt32(Guid.NewGuid().ToByteArray()) & int.MaxValue)).ToString();
        try
        {
            await using var app = BrokerHost.Build(settings);
            await BrokerHost.StartAsync(app, cancellationToken);
            using var stage = new Stage(app, app.Services.GetRequiredService<TimeProvider>());
            var steps = await new Story(stage, run).PlayAsync();
            await app.StopAsync(cancellationToken);
            return steps;
        }
        finally
        {
            folder?.Delete(recursive: true);
        }
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

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(steps.All(step => step.Ok)
            ? $"All {steps.Count} steps went as the story says."
            : $"{steps.Count(step => !step.Ok)} of {steps.Count} steps did not go as the story says.");
    }
}
