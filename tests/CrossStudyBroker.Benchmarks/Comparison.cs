using System.Diagnostics;
using System.Text.Json;
using Spectre.Console;

namespace CrossStudyBroker.Benchmarks;

/// <summary>Runs the arms in turns and prints medians and ratios.</summary>
internal static class Comparison
{
    public const string Raw = "(a) raw client, two quorum hops";
    public const string Bare = "(b) bare MassTransit on RabbitMQ";
    public const string Full = "(c) broker on RabbitMQ + PostgreSQL";
    public const string BareInMemory = "(d) bare MassTransit in memory";
    public const string Embedded = "(d) broker embedded";

    public static async Task<int> RunAsync(int messages, int rounds, int lanes, FileInfo? json)
    {
        await using var servers = await Servers.FindAsync();
        var arms = Arms(servers, lanes);
        var rates = arms.ToDictionary(arm => arm.Name, _ => new List<double>());
        var processor = arms.ToDictionary(arm => arm.Name, _ => new List<double>());
        using var process = Process.GetCurrentProcess();
        try
        {
            foreach (var arm in arms)
            {
                await arm.StartAsync();
                await arm.CarryAsync(Messages.Make(messages, lanes)); // warm up: all is compiled for speed before anything is measured
            }

            for (var round = 0; round < rounds; round++)
            {
                foreach (var arm in arms)
                {
                    var bodies = Messages.Make(messages, lanes);
                    GC.Collect();
                    process.Refresh();
                    var before = process.TotalProcessorTime;
                    var clock = Stopwatch.StartNew();
                    await arm.CarryAsync(bodies);
                    rates[arm.Name].Add(bodies.Sum(lane => lane.Count) / clock.Elapsed.TotalSeconds);
                    process.Refresh();
                    processor[arm.Name].Add((process.TotalProcessorTime - before).TotalMicroseconds / bodies.Sum(lane => lane.Count));
                }
            }
        }
        finally
        {
            foreach (var arm in arms)
            {
                await arm.DisposeAsync();
            }
        }

        Print(rates.ToDictionary(pair => pair.Key, pair => Median(pair.Value)), processor.ToDictionary(pair => pair.Key, pair => Median(pair.Value)), messages, rounds, lanes, json);
        return 0;
    }

    private static IReadOnlyList<IArm> Arms(Servers servers, int lanes)
    {
        var arms = new List<IArm>();
        if (servers is { RabbitMq: { } uri, Postgres: { } postgres })
        {
            arms.Add(new RawArm(uri, lanes));
            arms.Add(new MassTransitArm(uri, lanes));
            arms.Add(new PipelineArm(
                Full,
                new() { ["Transport:Kind"] = "rabbitmq", ["ConnectionStrings:RabbitMq"] = uri.OriginalString, ["Store:Kind"] = "postgres", ["ConnectionStrings:Postgres"] = postgres },
                uri,
                lanes));
        }

        arms.Add(new MassTransitArm(null, lanes));
        arms.Add(new PipelineArm(Embedded, new() { ["Transport:Kind"] = "inmemory" }, null, lanes));
        return arms;
    }

    private static void Print(Dictionary<string, double> medians, Dictionary<string, double> microseconds, int messages, int rounds, int lanes, FileInfo? json)
    {
        var ratios = new Dictionary<string, double>();
        Ratio(Full, Bare);
        Ratio(Full, Raw);
        Ratio(Embedded, BareInMemory);

        var table = new Table().AddColumns("Arm", "Messages/s (median)", "Processor time of this program, µs/message (median)");
        foreach (var (arm, rate) in medians)
        {
            table.AddRow(arm, rate.ToString("N0"), microseconds[arm].ToString("N0"));
        }

        AnsiConsole.Write(table);
        foreach (var (name, ratio) in ratios)
        {
            AnsiConsole.WriteLine($"{name}: {ratio:F2}");
        }

        var text = JsonSerializer.Serialize(new { messages, rounds, lanes, medians, microseconds, ratios }, new JsonSerializerOptions(JsonSerializerOptions.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        if (json is not null)
        {
            File.WriteAllText(json.FullName, text);
        }

        Console.WriteLine(text);

        void Ratio(string arm, string against)
        {
            if (medians.TryGetValue(arm, out var rate) && medians.TryGetValue(against, out var other))
            {
                ratios[$"{arm} / {against}"] = rate / other;
            }
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
