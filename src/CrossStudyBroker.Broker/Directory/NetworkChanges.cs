using System.Security.Cryptography;
using System.Text.Json;
using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.Broker.Directory;

/// <summary>What members are told when the directory changes: one <c>network.changed</c> per network that differs.</summary>
internal static class NetworkChanges
{
    /// <summary>The changes between two directories, each with an id made of its content and the day, so that every replica names it alike.</summary>
    public static IEnumerable<(string Id, NetworkChanged Payload, IReadOnlyList<string> Recipients)> Between(InstitutionDirectory before, InstitutionDirectory after, DateTimeOffset now)
    {
        var today = FinnishDay.Of(now);
        foreach (var id in before.Networks.Keys.Union(after.Networks.Keys).Order(StringComparer.Ordinal))
        {
            var old = before.Networks.GetValueOrDefault(id);
            var current = after.Networks.GetValueOrDefault(id);
            var (oldText, text) = (Describe(old), Describe(current));
            if (oldText == text)
            {
                continue;
            }

            var told = (current ?? old)!; // one of them exists, the id came from there
            var payload = new NetworkChanged
            {
                Change = old is null ? NetworkChange.Created : current is null ? NetworkChange.Ended : NetworkChange.Changed,
                Network = told.About,
                Members = told.Members,
            };
            var recipients = new[] { old, current }
                .SelectMany(network => network?.Members.Select(member => member.Institution).Where(institution => network.HasMemberFrom(institution, today)) ?? [])
                .Distinct(StringComparer.Ordinal)
                .Where(after.Institutions.ContainsKey)
                .Order(StringComparer.Ordinal)
                .ToList();
            var hash = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{oldText}\n{text}\n{today:yyyy-MM-dd}")).AsSpan(0, 12));
            yield return ($"network-{hash}", payload, recipients);
        }
    }

    private static string Describe(Network? network) => network is null ? "" : JsonSerializer.Serialize(network, JsonSerializerOptions.Web);
}
