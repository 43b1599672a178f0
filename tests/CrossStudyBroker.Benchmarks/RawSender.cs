using RabbitMQ.Client;

namespace CrossStudyBroker.Benchmarks;

/// <summary>A plain client that publishes as an institution's own would: persistent, confirmed, pipelined.</summary>
internal static class RawSender
{
    private const int InFlight = 256;

    public static async Task SendAsync(IConnection connection, string exchange, string routingKey, IReadOnlyList<byte[]> bodies)
    {
        await using var channel = await OpenAsync(connection);
        var properties = new BasicProperties { Persistent = true, ContentType = "application/cloudevents+json" };
        var pending = new Queue<Task>();
        foreach (var body in bodies)
        {
            if (pending.Count >= InFlight)
            {
                await pending.Dequeue();
            }

            pending.Enqueue(channel.BasicPublishAsync(exchange, routingKey, mandatory: true, properties, body).AsTask());
        }

        await Task.WhenAll(pending);
    }

    public static Task<IChannel> OpenAsync(IConnection connection) => connection.CreateChannelAsync(new CreateChannelOptions(
        publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null, consumerDispatchConcurrency: 1));

    public static async Task DeclareAsync(IConnection connection, string queue)
    {
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(queue, ExchangeType.Fanout, durable: true);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-delivery-limit"] = 20L });
        await channel.QueueBindAsync(queue, queue, "");
    }
}
