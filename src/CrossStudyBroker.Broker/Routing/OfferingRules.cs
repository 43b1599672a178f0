using System.Text.Json;
using CrossStudyBroker.Broker.Offerings;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Broker.Routing;

/// <summary>
/// R6, R7, R8, R9: offering goes to every other member of the networks it is targeted to, is withdrawn with one message,
/// and the newest published version holds.
/// </summary>
internal static class OfferingRules
{
    /// <summary>target → all members: published.</summary>
    public static Decision Published(Situation situation)
    {
        var message = situation.Message;
        var items = message.Data.GetProperty("items").EnumerateArray().Select(item => Read(item, message.Sender, message.Time)).ToList();
        return Decision.RefuseIf(
            items.SelectMany((item, i) => item.Networks.SelectMany((link, j) =>
                MembershipRules.Check(situation.Directory, link.Network, message.Sender, null, situation.Today, $"/data/items/{i}/networks/{j}/id"))),
            () => ToMembers(situation, items.SelectMany(item => item.Networks).Select(link => link.Network), items));
    }

    /// <summary>target → the members who were told: withdrawn, wholly or from some networks.</summary>
    public static Decision Withdrawn(Situation situation)
    {
        var message = situation.Message;
        var networks = new HashSet<string>(StringComparer.Ordinal);
        var changed = new Dictionary<string, Offering>(StringComparer.Ordinal);
        var problems = new List<Problem>();
        foreach (var (item, i) in message.Data.GetProperty("items").EnumerateArray().Select((item, i) => (item, i)))
        {
            var id = item.GetProperty("id").GetString()!; // required by the schema
            var from = item.TryGetProperty("networks", out var named) ? named.EnumerateArray().Select(network => network.GetString()!).ToHashSet() : null; // strings by the schema
            var published = situation.Facts.Offerings.FirstOrDefault(offering => offering.Target == message.Sender && offering.OfferingId == id);
            problems.AddRange((from ?? []).SelectMany((network, j) => published?.Networks.Any(link => link.Network == network) == true
                ? [] // what was published there can be withdrawn even after the membership ended
                : MembershipRules.Check(situation.Directory, network, message.Sender, null, situation.Today, $"/data/items/{i}/networks/{j}")));
            networks.UnionWith(from ?? published?.Networks.Select(link => link.Network) ?? (message.Network is { } only ? [only] : []));
            if (published is not null)
            {
                var before = changed.GetValueOrDefault(id, published); // the same item may stand twice, with other networks
                var left = before.Networks.Where(link => from?.Contains(link.Network) == false).ToList();
                changed[id] = before with
                {
                    Networks = left.Count > 0 ? left : before.Networks,
                    Withdrawn = before.Withdrawn || left.Count == 0,
                    PublishedAt = message.Time,
                };
            }
        }

        return Decision.RefuseIf(problems, () => ToMembers(situation, networks, changed.Values));
    }

    private static Decision ToMembers(Situation situation, IEnumerable<string> networks, IEnumerable<Offering> changed)
    {
        var members = Members(situation, networks);
        return new Decision
        {
            Recipients = members,
            Notes = members.Count == 0 ? [new Problem(ProblemCodes.NoRecipients, "", "No other institution is a member of the networks concerned.")] : [],
            Offerings = changed.Select(offering => new OfferingChange(offering)).ToList(),
        };
    }

    private static List<string> Members(Situation situation, IEnumerable<string> networks) => networks
        .Distinct(StringComparer.Ordinal)
        .Select(network => situation.Directory.Networks.GetValueOrDefault(network))
        .SelectMany(network => network?.Members.Select(member => member.Institution).Where(institution => network.HasMember(institution, situation.Today)) ?? [])
        .Where(institution => institution != situation.Message.Sender)
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal)
        .ToList();

    private static Offering Read(JsonElement item, string target, DateTimeOffset publishedAt)
    {
        var closed = item.TryGetProperty("enrolmentClosed", out var isClosed) && isClosed.GetBoolean();
        return new Offering
        {
            Target = target,
            OfferingId = item.GetProperty("id").GetString()!, // required by the schema
            EnrolmentStart = Moment(item, "enrolmentStart"),
            EnrolmentEnd = Moment(item, "enrolmentEnd"),
            PublishedAt = publishedAt,
            Withdrawn = item.TryGetProperty("status", out var status) && status.GetString() is "cancelled" or "archived",
            Networks = item.GetProperty("networks").EnumerateArray().Select(network => new OfferingNetwork(
                network.GetProperty("id").GetString()!, // required by the schema
                Day(network, "validFrom"),
                Day(network, "validUntil"),
                !closed && (!network.TryGetProperty("enrollable", out var enrollable) || enrollable.GetBoolean()))).ToList(),
        };
    }

    private static DateTimeOffset? Moment(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) ? JsonMoments.Moment(value) : null;

    private static DateOnly? Day(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) ? JsonMoments.Day(value) : null;
}
