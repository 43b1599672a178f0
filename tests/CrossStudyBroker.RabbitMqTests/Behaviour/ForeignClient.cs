using System.Collections.Concurrent;
using CrossStudyBroker.Tests.Behaviour;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace CrossStudyBroker.RabbitMqTests.Behaviour;

/// <summary>An institution's own client: plain AMQP, knowing nothing of the broker but the names of its queues.</summary>
internal sealed class ForeignClient : IAsyncDisposable
{
    private readonly string _institution;
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly ConcurrentQueue<BasicDeliverEventArgs> _received = new();

    private ForeignClient(string institution, IConnection connection, IChannel channel) =>
        (_institution, _connection, _channel) = (institution, connection, channel);

    /// <summary>Everything received, oldest first.</summary>
    public IReadOnlyList<BasicDeliverEventArgs> Received => [.. _received];

    public IChannel Channel => _channel;

    public static async Task<ForeignClient> ConnectAsync(Uri uri, string institution, bool confirms = false)
    {
        var connection = await new ConnectionFactory { Uri = uri }.CreateConnectionAsync();
        return new ForeignClient(institution, connection, await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: confirms, publisherConfirmationTrackingEnabled: confirms)));
    }

    /// <summary>Publishes to a lane, the institution's own unless another is named; with confirms it ends when RabbitMQ has it.</summary>
    public async Task PublishAsync(byte[] body, BasicProperties? properties = null, string? lane = null) => await _channel.BasicPublishAsync(
        $"csb.{lane ?? _institution}.out", "", mandatory: true,
        properties ?? new BasicProperties { ContentType = "application/cloudevents+json", DeliveryMode = DeliveryModes.Persistent }, body);

    /// <summary>Begins to receive from the inbox or the status queue; what is done with each message, the test says.</summary>
    public async Task ConsumeAsync(string queue, Func<IChannel, BasicDeliverEventArgs, Task> handle)
    {
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += async (_, message) =>
        {
            await handle(_channel, message);
            _received.Enqueue(new BasicDeliverEventArgs( // its body is only lent
                message.ConsumerTag, message.DeliveryTag, message.Redelivered, message.Exchange, message.RoutingKey, message.BasicProperties, message.Body.ToArray()));
        };
        await _channel.BasicQosAsync(0, 200, global: false);
        await _channel.BasicConsumeAsync($"csb.{_institution}.{queue}", autoAck: false, consumer);
    }

    /// <summary>Ends when a message with this delivery id is here.</summary>
    public async Task<BasicDeliverEventArgs> ReceivesAsync(Guid deliveryId) => (await Eventually.SeesAsync(
        () => _received.FirstOrDefault(message => message.BasicProperties.MessageId == deliveryId.ToString()), message => message is not null, $"delivery {deliveryId}"))!; // found

    /// <summary>Takes a message for good.</summary>
    public static async Task AcknowledgeAsync(IChannel channel, BasicDeliverEventArgs message) => await channel.BasicAckAsync(message.DeliveryTag, multiple: false);

    /// <summary>Will not have it.</summary>
    public static async Task RejectAsync(IChannel channel, BasicDeliverEventArgs message) => await channel.BasicRejectAsync(message.DeliveryTag, requeue: false);

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
