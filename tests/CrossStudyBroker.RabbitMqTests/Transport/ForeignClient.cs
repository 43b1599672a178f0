using System.Text;
using RabbitMQ.Client;

namespace CrossStudyBroker.RabbitMqTests.Transport;

/// <summary>A vendor's own AMQP client, which knows nothing of MassTransit.</summary>
internal sealed class ForeignClient : IAsyncDisposable
{
    private readonly IConnection _connection;

    private ForeignClient(IConnection connection, IChannel channel) => (_connection, Channel) = (connection, channel);

    public IChannel Channel { get; }

    public static async Task<ForeignClient> ConnectAsync(Uri uri)
    {
        var connection = await new ConnectionFactory { Uri = uri }.CreateConnectionAsync();
        return new ForeignClient(connection, await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)));
    }

    public Task PublishAsync(string exchange, byte[] body, BasicProperties? properties = null) =>
        Channel.BasicPublishAsync(exchange, "", mandatory: true, properties ?? new BasicProperties { ContentType = "application/cloudevents+json" }, body).AsTask();

    /// <summary>All at once, in this order: a channel keeps it.</summary>
    public async Task PublishAsync(string exchange, IEnumerable<string> bodies)
    {
        foreach (var part in bodies.Chunk(100))
        {
            await Task.WhenAll(part.Select(body => PublishAsync(exchange, Encoding.UTF8.GetBytes(body))));
        }
    }

    /// <summary>The next message of a queue, not acknowledged yet.</summary>
    public async Task<BasicGetResult> GetAsync(string queue)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (await Channel.BasicGetAsync(queue, autoAck: false, patience.Token) is { } message)
            {
                return message;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token); // a queue cannot be waited on without consuming it
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
