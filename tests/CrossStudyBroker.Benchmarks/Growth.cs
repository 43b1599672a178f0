using System.Text.Json;

namespace CrossStudyBroker.Benchmarks;

/// <summary>
/// Asks for every list and page of a host with few messages and of one with many, in turns, and prints medians and their ratio: what grows with the
/// number of messages has one well above 1.
/// </summary>
internal static class Growth
{
    /// <summary>Most that a list or page may take longer.</summary>
    private const double Limit = 1.5;

    private static readonly string[] Users = ["operator", "resolver-90003"];

    public static async Task<int> RunAsync(int few, int many, int rounds, DirectoryInfo? kept, FileInfo? json)
    {
        await using var servers = await Servers.FindAsync(rabbitMq: false);
        var found = new List<Measured>();
        foreach (var (store, small, large) in new[] { ("sqlite", null, null), ("postgres", servers.Postgres, await servers.AnotherDatabaseAsync()) })
        {
            if (store == "sqlite" || small is not null)
            {
                await using var fewHost = await FilledHost.StartAsync(few, small, kept);
                await using var manyHost = await FilledHost.StartAsync(many, large, kept);
                foreach (var user in Users)
                {
                    found.AddRange(await MeasureAsync(store, user, fewHost, manyHost, rounds));
                }

                found.Add(await LookAsync(store, fewHost, manyHost));
            }
        }

        Print(found, few, many, rounds, json);
        return found.Exists(measured => measured.IsPage && measured.Ratio > Limit) ? 1 : 0;
    }

    private static async Task<IReadOnlyList<Measured>> MeasureAsync(string store, string user, FilledHost few, FilledHost many, int rounds)
    {
        using var ofFew = await Visitor.SignInAsync(few.Address, user);
        using var ofMany = await Visitor.SignInAsync(many.Address, user);
        var addresses = (await Addresses.OfAsync(few, ofFew)).Zip(await Addresses.OfAsync(many, ofMany)).ToList();
        var times = addresses.ConvertAll(_ => (Few: new List<double>(), Many: new List<double>()));
        for (var round = -2; round < rounds; round++) // twice to warm up
        {
            for (var i = 0; i < addresses.Count; i++)
            {
                var (one, other) = ((await ofFew.AskAsync(addresses[i].First)).TotalMilliseconds, (await ofMany.AskAsync(addresses[i].Second)).TotalMilliseconds);
                if (round >= 0)
                {
                    times[i].Few.Add(one);
                    times[i].Many.Add(other);
                }
            }
        }

        return addresses.Zip(times, (address, taken) => new Measured(store, user, address.Second, Median(taken.Few), Median(taken.Many), IsPage: true)).ToList();
    }

    private static async Task<Measured> LookAsync(string store, FilledHost few, FilledHost many) =>
        new(store, "every minute", "look for findings", (await few.LookAsync()).TotalMilliseconds, (await many.LookAsync()).TotalMilliseconds, IsPage: false);

    private static void Print(List<Measured> found, int few, int many, int rounds, FileInfo? json)
    {
        Console.WriteLine($"{"store",-9}{"who",-16}{few,12:N0}{many,14:N0}  ratio  asked (median ms)");
        foreach (var measured in found)
        {
            var mark = measured.IsPage && measured.Ratio > Limit ? "!" : " ";
            Console.WriteLine($"{measured.Store,-9}{measured.Who,-16}{measured.Few,12:F2}{measured.Many,14:F2}{measured.Ratio,7:F2}{mark} {measured.Asked}");
        }

        var text = JsonSerializer.Serialize(new { few, many, rounds, limit = Limit, asked = found }, new JsonSerializerOptions(JsonSerializerOptions.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        if (json is not null)
        {
            File.WriteAllText(json.FullName, text);
        }

        Console.WriteLine(text);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed record Measured(string Store, string Who, string Asked, double Few, double Many, bool IsPage)
    {
        public double Ratio => Many / Few;
    }
}
