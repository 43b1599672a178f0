using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>Everything that must be on RabbitMQ for a set of institutions: queues with their exchanges, and users with what they may do.</summary>
public sealed record Topology
{
    /// <summary>Queues, each with the exchange it is bound to; <c>csb.dead</c> first, since dead-lettering needs it to be there.</summary>
    public required IReadOnlyList<QueueDefinition> Queues { get; init; }

    /// <summary>Users and permissions.</summary>
    public required IReadOnlyList<UserDefinition> Users { get; init; }

    /// <summary>The topology of these institutions, given by code.</summary>
    public static Topology For(IEnumerable<string> institutions, TransportOptions options)
    {
        var codes = institutions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return new Topology
        {
            Queues =
            [
                Transport.Queues.Dead(options),
                .. codes.SelectMany(code => new[] { Transport.Queues.Lane(code, options), Transport.Queues.Inbox(code, options), Transport.Queues.Status(code, options) }),
            ],
            Users = [BrokerUser, .. codes.Select(InstitutionUser)],
        };
    }

    /// <summary>The whole as readable text: one line per thing, and the commands that make the users.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine("Exchanges (fanout, durable)");
        foreach (var exchange in Queues.Select(queue => queue.Exchange))
        {
            text.Append("  ").AppendLine(exchange);
        }

        text.AppendLine().AppendLine("Queues (durable)");
        foreach (var queue in Queues)
        {
            text.Append("  ").Append(queue.Name).Append(" <- ").AppendLine(queue.Exchange);
            foreach (var (name, value) in queue.Arguments.OrderBy(argument => argument.Key, StringComparer.Ordinal))
            {
                text.Append("      ").Append(name).Append(" = ").AppendLine(Convert.ToString(value, CultureInfo.InvariantCulture)!.ToLowerInvariant()); // arguments are never null
            }
        }

        text.AppendLine().AppendLine("Users (rabbitmqctl; add -p VIRTUAL-HOST, and give each a password of its own)");
        foreach (var user in Users)
        {
            text.AppendLine($"  add_user {user.Name} PASSWORD").AppendLine($"  set_permissions {user.Name} '{user.Configure}' '{user.Write}' '{user.Read}'");
        }

        return text.ToString();
    }

    private static UserDefinition BrokerUser { get; } = new()
    {
        Name = "csb-broker",
        Configure = @"^csb\.",
        Write = @"^csb\.",
        Read = @"^csb\.",
    };

    /// <summary>An institution writes to its own exchange and reads its own queues, and declares nothing: this is what authenticates its lane.</summary>
    private static UserDefinition InstitutionUser(string institution)
    {
        var code = Regex.Escape(institution);
        return new UserDefinition { Name = $"csb-{institution}", Configure = "^$", Write = $@"^csb\.{code}\.out$", Read = $@"^csb\.{code}\.(in|status)$" };
    }
}
