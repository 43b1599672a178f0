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
    private readonly HashSet<ulong> _unconfirmed = [];
    private ulong _published;

    private ForeignClient(string institution, IConnection connection, IChannel channel) =>
        (_institution, _connection, _channel) = (institution, connection, channel);

    /// <summary>Everything received, oldest first.</summary>
    public IReadOnlyList<BasicDeliverEventArgs> Received => [.. _received];

    public IChannel Channel => _channel;

    public static async Task<ForeignClient> ConnectAsync(Uri uri, string institution)
    {
        var connection = await new ConnectionFactory { Uri = uri }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false));
        var client = new ForeignClient(institution, connection, channel);
        channel.BasicAcksAsync += (_, confirmed) =>
        {
            client.Confirm(confirmed.DeliveryTag, confirmed.Multiple);
            return Task.CompletedTask;
        };
        return client;
    }

    /// <summary>Publishes to a lane, the institution's own unless another is named; many may be under way before they are confirmed.</summary>
    public async Task PublishAsync(byte[] body, BasicProperties? properties = null, string? lane = null)
    {
        lock (_unconfirmed)
        {
            _unconfirmed.Add(++_published);
        }

        await _channel.BasicPublishAsync(
            $"csb.{lane ?? _institution}.out", "", mandatory: true,
            properties ?? new BasicProperties { ContentType = "application/cloudevents+json", DeliveryMode = DeliveryModes.Persistent }, body);
    }

    /// <summary>Ends when RabbitMQ has everything that was published.</summary>
    public Task ConfirmedAsync() => Eventually.SeesAsync(() =>
    {
        lock (_unconfirmed)
        {
            return _unconfirmed.Count;
        }
    }, count => count == 0, "confirms");

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

    private void Confirm(ulong tag, bool multiple)
    {
        lock (_unconfirmed)
        {
            _unconfirmed.RemoveWhere(candidate => multiple ? candidate <= tag : candidate == tag);
        }
    }

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
