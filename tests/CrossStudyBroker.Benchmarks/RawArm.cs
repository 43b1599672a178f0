using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace CrossStudyBroker.Benchmarks;

/// <summary>(a) A forwarder on the plain RabbitMQ client: consume, publish, acknowledge when confirmed; then a plain consumer.</summary>
internal sealed class RawArm(Uri rabbitMq, int lanes) : IArm
{
    private readonly Countdown _arrived = new();
    private IConnection? _connection;

    public string Name => Comparison.Raw;

    private IConnection Connection => _connection ?? throw new InvalidOperationException("Not started.");

    public async Task StartAsync()
    {
        _connection = await new ConnectionFactory { Uri = rabbitMq }.CreateConnectionAsync();
        for (var lane = 0; lane < lanes; lane++)
        {
            await RawSender.DeclareAsync(Connection, $"raw.{lane}.lane");
            await RawSender.DeclareAsync(Connection, $"raw.{lane}.in");
            await ForwardAsync($"raw.{lane}.lane", $"raw.{lane}.in");
            await ConsumeAsync($"raw.{lane}.in");
        }
    }

    public async Task CarryAsync(IReadOnlyList<IReadOnlyList<byte[]>> bodies)
    {
        var done = _arrived.Begin(bodies.Sum(lane => lane.Count));
        await Task.WhenAll(bodies.Select((lane, i) => RawSender.SendAsync(Connection, $"raw.{i}.lane", "", lane)));
        await done;
    }

    public async ValueTask DisposeAsync() => await (_connection?.DisposeAsync() ?? ValueTask.CompletedTask);

    private async Task ForwardAsync(string from, string to)
    {
        var channel = await RawSender.OpenAsync(Connection);
        await channel.BasicQosAsync(0, 200, global: false);
        var properties = new BasicProperties { Persistent = true, ContentType = "application/cloudevents+json" };
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            var publish = channel.BasicPublishAsync(to, "", mandatory: true, properties, delivery.Body.ToArray()).AsTask();
            _ = AcknowledgeAsync(channel, delivery.DeliveryTag, publish);
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(from, autoAck: false, consumer);
    }

    private static async Task AcknowledgeAsync(IChannel channel, ulong tag, Task published)
    {
        await published;
        await channel.BasicAckAsync(tag, multiple: false);
    }

    private async Task ConsumeAsync(string queue)
    {
        var channel = await Connection.CreateChannelAsync();
        await channel.BasicQosAsync(0, 200, global: false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
            _arrived.Arrived();
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer);
    }
}
