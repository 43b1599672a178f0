using RabbitMQ.Client;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>The parts of <see cref="TransportOptions.Uri"/>; never written anywhere, since it holds a password.</summary>
internal static class RabbitMqAddress
{
    /// <summary>RabbitMQ 3 takes messages of 128 MiB; a client that takes less loses its connection to one such message, again and again.</summary>
    public const uint LargestMessage = 512 * 1024 * 1024;

    /// <summary>Name shown in RabbitMQ's list of connections.</summary>
    public const string ConnectionName = "crossstudy-broker";

    /// <summary>A connection outside of MassTransit, for administration.</summary>
    public static Task<IConnection> ConnectAsync(TransportOptions options, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory
        {
            Uri = Required(options),
            ClientProvidedName = ConnectionName,
            AutomaticRecoveryEnabled = false,
            MaxInboundMessageBodySize = LargestMessage,
        };
        var nodes = Nodes(options).Select(node => new AmqpTcpEndpoint(node.Host, node.Port, factory.Ssl)).ToList();
        return factory.CreateConnectionAsync(nodes, cancellationToken);
    }

    /// <summary>The node of the URI and the further ones.</summary>
    public static IEnumerable<(string Host, int Port)> Nodes(TransportOptions options)
    {
        var uri = Required(options);
        var port = uri.Port > 0 ? uri.Port : IsEncrypted(uri) ? 5671 : 5672;
        yield return (uri.Host, port);
        foreach (var node in options.Nodes)
        {
            var parts = node.Split(':');
            yield return (parts[0], parts.Length > 1 && int.TryParse(parts[1], out var own) ? own : port);
        }
    }

    public static (string User, string Password) Credentials(Uri uri)
    {
        var parts = uri.UserInfo.Split(':', 2);
        return parts[0].Length == 0 ? ("guest", "guest") : (Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? ""));
    }

    public static string VirtualHost(Uri uri) => uri.AbsolutePath.Length > 1 ? Uri.UnescapeDataString(uri.AbsolutePath[1..]) : "/";

    public static bool IsEncrypted(Uri uri) => uri.Scheme == "amqps";

    public static Uri Required(TransportOptions options) =>
        options.Uri is { Scheme: "amqp" or "amqps" } uri ? uri : throw new InvalidOperationException("Transport:Uri must be an amqp:// or amqps:// address when Transport:Kind is RabbitMq.");
}
