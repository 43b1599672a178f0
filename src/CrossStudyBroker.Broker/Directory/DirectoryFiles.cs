using System.Text.Json;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Schemas;

namespace CrossStudyBroker.Broker.Directory;

/// <summary>
/// Reads institutions.json and networks.json and checks them as a whole: every fault is reported, each with the nearest valid choice.
/// </summary>
public static class DirectoryFiles
{
    /// <summary>Payloads are never kept longer (DESIGN section 5).</summary>
    private const int MostPayloadDays = 14;

    private static readonly JsonDocumentOptions Parsing = new() { AllowDuplicateProperties = false, AllowTrailingCommas = false };

    /// <summary>Reads the folder.</summary>
    /// <param name="folder">Folder with both files.</param>
    /// <param name="ways">Ways of connecting that work here.</param>
    /// <exception cref="DirectoryFaultException">Anything is wrong; carries every fault.</exception>
    public static InstitutionDirectory Read(string folder, ConnectionWays ways)
    {
        var faults = new List<string>();
        var institutionEntries = ReadEntries(folder, "institutions", faults);
        var networkEntries = ReadEntries(folder, "networks", faults);
        var institutions = Sound(institutionEntries, "institutions").ConvertAll(entry => entry.Deserialize<Institution>(JsonSerializerOptions.Web)!); // objects by the schema, which held
        var networks = Sound(networkEntries, "networks").ConvertAll(entry => new Network(
            entry.Deserialize<Contracts.Messages.Network>(JsonSerializerOptions.Web)!, // likewise
            entry.GetProperty("members").Deserialize<List<NetworkMember>>(JsonSerializerOptions.Web)!)
        {
            Retention = entry.TryGetProperty("retention", out var retention) ? retention.Deserialize<NetworkRetention>(JsonSerializerOptions.Web) : null,
        });
        var codes = institutionEntries.ConvertAll(entry => Text(entry, "code"));
        Repeated(codes, "institutions.json", "institution code", faults);
        Repeated(networkEntries.Select(entry => Text(entry, "id")), "networks.json", "network id", faults);
        Check(institutions, networks, codes, ways, faults);
        return faults.Count == 0 ? new InstitutionDirectory(institutions, networks) : throw new DirectoryFaultException(folder, faults);
    }

    /// <summary>All entries of a file, good or not; what the schema says against them is added to the faults.</summary>
    private static List<JsonElement> ReadEntries(string folder, string what, List<string> faults)
    {
        var name = what + ".json";
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, name)), Parsing);
            faults.AddRange(Faults(document.RootElement, what).Select(fault => $"{name}{fault.Pointer}: {fault.Message}"));
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(what, out var entries) && entries.ValueKind == JsonValueKind.Array
                ? [.. entries.EnumerateArray().Select(entry => entry.Clone())]
                : [];
        }
        catch (JsonException exception)
        {
            faults.Add($"{name}: not valid JSON{(exception.LineNumber is { } line ? $" (line {line + 1})" : "")}. {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{name}: cannot be read. {exception.Message}");
        }

        return [];
    }

    /// <summary>The entries that are right by themselves, and so can be held against each other although others are not.</summary>
    private static List<JsonElement> Sound(List<JsonElement> entries, string what) =>
        entries.FindAll(entry => Faults(JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement[]> { [what] = [entry] }), what).Count == 0);

    private static IReadOnlyList<SchemaFault> Faults(JsonElement file, string what) => MessageSchemas.Set.Get($"directory.{what}.json").Validate(file, "");

    private static void Check(IReadOnlyList<Institution> institutions, List<Network> networks, List<string?> allCodes, ConnectionWays ways, List<string> faults)
    {
        // Where a code cannot be read, a member that is missed may be meant by it.
        var codes = allCodes.TrueForAll(code => code is { Length: 5 }) ? allCodes.OfType<string>().ToHashSet(StringComparer.Ordinal) : [];

        foreach (var institution in institutions)
        {
            var adapter = institution.Adapter;
            if (adapter.Way == "dotnet" && ways.HostedAdapters is { } hosted && !hosted.Contains(adapter.Name ?? ""))
            {
                faults.Add($"institutions.json: institution {institution.Code} names the adapter '{adapter.Name}', which is not installed here{Suggest(adapter.Name ?? "", hosted)}.");
            }

            if (adapter.Way == "amqp" && !ways.Amqp)
            {
                faults.Add($"institutions.json: institution {institution.Code} connects by AMQP, which the in-memory transport does not offer; start with --transport rabbitmq, or give it a hosted adapter (\"way\": \"dotnet\").");
            }
        }

        foreach (var network in networks)
        {
            Period(network.About.ValidFrom, network.About.ValidUntil, $"networks.json: network {network.Id}", faults);
            if (network.Retention is { TraceDays: { } traceDays } retention && traceDays < (retention.PayloadDays ?? MostPayloadDays))
            {
                faults.Add($"networks.json: network {network.Id}: traceDays ({traceDays}) is shorter than payloadDays ({retention.PayloadDays ?? MostPayloadDays}{(retention.PayloadDays is null ? ", as usual" : "")}); what is kept must have its trace.");
            }

            foreach (var member in network.Members)
            {
                Period(member.ValidFrom, member.ValidUntil, $"networks.json: network {network.Id}, member {member.Institution}", faults);
                if (codes.Count > 0 && !codes.Contains(member.Institution))
                {
                    faults.Add($"networks.json: network {network.Id} has the member {member.Institution}, which is not in institutions.json{Suggest(member.Institution, codes)}.");
                }
            }

            foreach (var twice in network.Members.GroupBy(member => member.Institution).Where(Overlaps))
            {
                faults.Add($"networks.json: network {network.Id} has the member {twice.Key} more than once at the same time.");
            }
        }
    }

    private static bool Overlaps(IEnumerable<NetworkMember> periods)
    {
        var ordered = periods.OrderBy(period => period.ValidFrom).ToList();
        return ordered.Zip(ordered.Skip(1)).Any(pair => pair.First.ValidUntil is not { } end || pair.Second.ValidFrom <= end);
    }

    private static void Period(DateOnly from, DateOnly? until, string what, List<string> faults)
    {
        if (until < from)
        {
            faults.Add($"{what}: ends ({until:yyyy-MM-dd}) before it begins ({from:yyyy-MM-dd}).");
        }
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void Repeated(IEnumerable<string?> values, string file, string what, List<string> faults) =>
        faults.AddRange(values.OfType<string>().GroupBy(value => value).Where(group => group.Count() > 1).Select(group => $"{file}: the {what} {group.Key} stands {group.Count()} times."));

    private static string Suggest(string wrong, IReadOnlyCollection<string> choices) =>
        choices.Count == 0 ? "" : $"; the nearest is {EditDistance.Nearest(wrong, choices)}";
}
