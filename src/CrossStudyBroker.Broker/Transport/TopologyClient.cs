using System.Text.RegularExpressions;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>Applies a <see cref="Topology"/> to RabbitMQ and compares the two. Users are left to the operator.</summary>
public static partial class TopologyClient
{
    /// <summary>Finds out whether RabbitMQ lets this program in, once; what starts afterwards would try for ever. Nothing to find out of the in-memory transport.</summary>
    public static async Task ReachAsync(TransportOptions options, CancellationToken cancellationToken)
    {
        if (options.Kind == TransportKind.RabbitMq)
        {
            await using var connection = await RabbitMqAddress.ConnectAsync(options, cancellationToken);
        }
    }

    /// <summary>How many programs read an institution's inbox; none where the queue is not there.</summary>
    public static async Task<uint> InboxReadersAsync(string institution, TransportOptions options, CancellationToken cancellationToken)
    {
        await using var connection = await RabbitMqAddress.ConnectAsync(options, cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            return (await channel.QueueDeclarePassiveAsync(QueueNames.Inbox(institution), cancellationToken)).ConsumerCount;
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return 0;
        }
    }

    /// <summary>Declares everything that is missing; what is there and equal stays as it is.</summary>
    /// <exception cref="TopologyException">A queue is there with other arguments.</exception>
    public static async Task ApplyAsync(Topology topology, TransportOptions options, CancellationToken cancellationToken)
    {
        await using var connection = await RabbitMqAddress.ConnectAsync(options, cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        foreach (var queue in topology.Queues)
        {
            await DeclareAsync(channel, queue, cancellationToken);
        }
    }

    /// <summary>What differs, one sentence each; empty if nothing does. Nothing is changed. Bindings cannot be seen over AMQP; applying makes them.</summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(Topology topology, TransportOptions options, CancellationToken cancellationToken)
    {
        await using var connection = await RabbitMqAddress.ConnectAsync(options, cancellationToken);
        var differences = new List<string>();
        foreach (var queue in topology.Queues)
        {
            try
            {
                await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken); // a refused declare closes it
                await RequireAsync(channel, queue, cancellationToken);
                await DeclareAsync(channel, queue, cancellationToken);
            }
            catch (TopologyException exception)
            {
                differences.Add(exception.Message);
            }
        }

        return differences;
    }

    /// <summary>Declares exchange, queue and binding.</summary>
    internal static async Task DeclareAsync(IChannel channel, QueueDefinition queue, CancellationToken cancellationToken)
    {
        try
        {
            await channel.ExchangeDeclareAsync(queue.Exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
            await channel.QueueDeclareAsync(queue.Name, durable: true, exclusive: false, autoDelete: false, queue.Arguments.ToDictionary(pair => pair.Key, pair => (object?)pair.Value), cancellationToken: cancellationToken);
            await channel.QueueBindAsync(queue.Name, queue.Exchange, "", cancellationToken: cancellationToken);
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.PreconditionFailed)
        {
            throw new TopologyException(Explain(exception.ShutdownReason.ReplyText));
        }
    }

    /// <summary>Finds out that exchange and queue are there, without making them.</summary>
    internal static async Task RequireAsync(IChannel channel, QueueDefinition queue, CancellationToken cancellationToken)
    {
        try
        {
            await channel.ExchangeDeclarePassiveAsync(queue.Exchange, cancellationToken);
            await channel.QueueDeclarePassiveAsync(queue.Name, cancellationToken);
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            throw new TopologyException($"Queue {queue.Name} or its exchange {queue.Exchange} is not there; create them with: crossstudy topology --apply");
        }
    }

    /// <summary>RabbitMQ names the argument and both values; the rest of its sentence is noise.</summary>
    private static string Explain(string reply) =>
        InequivalentArgument().Match(reply) is { Success: true } match
            ? $"{(match.Groups["what"].Value == "queue" ? "Queue" : "Exchange")} {match.Groups["name"].Value} is there with another {match.Groups["argument"].Value}: "
                + $"{Value(match.Groups["wanted"].Value)} is configured, the one there has {Value(match.Groups["found"].Value)}. "
                + "Empty and delete it so that it is created anew, or configure the value it has."
            : $"RabbitMQ refused a declaration: {reply}";

    private static string Value(string text) => QuotedValue().Match(text) is { Success: true } match ? match.Groups[1].Value : "none";

    [GeneratedRegex("inequivalent arg '(?<argument>[^']+)' for (?<what>queue|exchange) '(?<name>[^']+)' in vhost '[^']*': received (?<wanted>.*) but current is (?<found>.*)", RegexOptions.ExplicitCapture)]
    private static partial Regex InequivalentArgument();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex QuotedValue();
}
