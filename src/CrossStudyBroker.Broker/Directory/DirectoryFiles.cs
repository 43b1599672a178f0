using System.Text.Json;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Schemas;

namespace CrossStudyBroker.Broker.Directory;

/// <summary>
/// Reads institutions.json and networks.json and checks them as a whole: every fault is reported, each with the nearest valid choice.
/// </summary>
public static class DirectoryFiles
{
    private static readonly JsonDocumentOptions Parsing = new() { AllowDuplicateProperties = false, AllowTrailingCommas = false };

    /// <summary>Reads the folder.</summary>
    /// <param name="folder">Folder with both files.</param>
    /// <param name="ways">Ways of connecting that work here.</param>
    /// <exception cref="DirectoryFaultException">Anything is wrong; carries every fault.</exception>
    public static InstitutionDirectory Read(string folder, ConnectionWays ways)
    {
        var faults = new List<string>();
        var institutions = ReadFile<InstitutionsFile>(Path.Combine(folder, "institutions.json"), "directory.institutions.json", faults)?.Institutions ?? [];
        var networks = (ReadFile<NetworksFile>(Path.Combine(folder, "networks.json"), "directory.networks.json", faults)?.Networks ?? [])
            .Select(network => new Network(
                network.Deserialize<Contracts.Messages.Network>(JsonSerializerOptions.Web)!, // objects by the schema, which held
                network.GetProperty("members").Deserialize<List<NetworkMember>>(JsonSerializerOptions.Web)!))
            .ToList();
        Check(institutions, networks, ways, faults);
        return faults.Count == 0 ? new InstitutionDirectory(institutions, networks) : throw new DirectoryFaultException(folder, faults);
    }

    private static T? ReadFile<T>(string file, string schema, List<string> faults)
    {
        var name = Path.GetFileName(file);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file), Parsing);
            var found = MessageSchemas.Set.Get(schema).Validate(document.RootElement, "");
            faults.AddRange(found.Select(fault => $"{name}{fault.Pointer}: {fault.Message}"));
            return found.Count == 0 ? document.RootElement.Deserialize<T>(JsonSerializerOptions.Web) : default;
        }
        catch (JsonException exception)
        {
            faults.Add($"{name}: not valid JSON{(exception.LineNumber is { } line ? $" (line {line + 1})" : "")}. {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{name}: cannot be read. {exception.Message}");
        }

        return default;
    }

    private static void Check(IReadOnlyList<Institution> institutions, List<Network> networks, ConnectionWays ways, List<string> faults)
    {
        Repeated(institutions.Select(institution => institution.Code), "institutions.json", "institution code", faults);
        Repeated(networks.Select(network => network.Id), "networks.json", "network id", faults);
        var codes = institutions.Select(institution => institution.Code).ToHashSet(StringComparer.Ordinal);

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

    private static void Repeated(IEnumerable<string> values, string file, string what, List<string> faults) =>
        faults.AddRange(values.GroupBy(value => value).Where(group => group.Count() > 1).Select(group => $"{file}: the {what} {group.Key} stands {group.Count()} times."));

    private static string Suggest(string wrong, IReadOnlyCollection<string> choices) =>
        choices.Count == 0 ? "" : $"; the nearest is {EditDistance.Nearest(wrong, choices)}";

    private sealed record InstitutionsFile(IReadOnlyList<Institution> Institutions);

    private sealed record NetworksFile(IReadOnlyList<JsonElement> Networks);
}
