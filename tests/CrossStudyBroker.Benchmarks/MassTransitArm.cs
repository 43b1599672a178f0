using CrossStudyBroker.Broker.Transport;
using MassTransit;
using RabbitMQ.Client;

namespace CrossStudyBroker.Benchmarks;

/// <summary>(b), (d) A bare MassTransit consumer that passes raw bytes on, and a second one that takes them; on RabbitMQ (quorum queues) or in memory.</summary>
internal sealed class MassTransitArm(Uri? rabbitMq, int lanes) : IArm
{
    private readonly Countdown _arrived = new();
    private readonly RawFormat _format = new();
    private IBusControl? _bus;
    private IConnection? _connection;

    public string Name => rabbitMq is null ? Comparison.BareInMemory : Comparison.Bare;

    public async Task StartAsync()
    {
        _bus = rabbitMq is { } uri ? Bus.Factory.CreateUsingRabbitMq(bus => Configure(bus, uri)) : Bus.Factory.CreateUsingInMemory(ConfigureInMemory);
        await _bus.StartAsync();
        _connection = rabbitMq is null ? null : await new ConnectionFactory { Uri = rabbitMq }.CreateConnectionAsync();
    }

    public async Task CarryAsync(IReadOnlyList<IReadOnlyList<byte[]>> bodies)
    {
        var done = _arrived.Begin(bodies.Sum(lane => lane.Count));
        await Task.WhenAll(bodies.Select((lane, i) => _connection is { } connection
            ? RawSender.SendAsync(connection, $"bare.{i}.lane", "", lane)
            : SendInMemoryAsync($"bare.{i}.lane", lane)));
        await done;
    }

    public async ValueTask DisposeAsync()
    {
        await (_connection?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_bus?.StopAsync() ?? Task.CompletedTask);
    }

    private async Task SendInMemoryAsync(string exchange, IReadOnlyList<byte[]> bodies)
    {
        var endpoint = await _bus!.GetSendEndpoint(new Uri($"exchange:{exchange}")); // started before
        foreach (var body in bodies)
        {
            await endpoint.Send(new RawMessage { Body = body });
        }
    }

    private void Configure(IRabbitMqBusFactoryConfigurator bus, Uri uri)
    {
        bus.Host(uri);
        UseRaw(bus);
        for (var i = 0; i < lanes; i++)
        {
            var lane = i;
            bus.ReceiveEndpoint($"bare.{lane}.lane", endpoint => Quorum(endpoint, Forward(lane)));
            bus.ReceiveEndpoint($"bare.{lane}.in", endpoint => Quorum(endpoint, Take));
        }
    }

    private void ConfigureInMemory(IInMemoryBusFactoryConfigurator bus)
    {
        UseRaw(bus);
        for (var i = 0; i < lanes; i++)
        {
            var lane = i;
            bus.ReceiveEndpoint($"bare.{lane}.lane", endpoint => Plain(endpoint, Forward(lane)));
            bus.ReceiveEndpoint($"bare.{lane}.in", endpoint => Plain(endpoint, Take));
        }
    }

    private static void Quorum(IRabbitMqReceiveEndpointConfigurator endpoint, MessageHandler<RawMessage> handler)
    {
        endpoint.SetQuorumQueue();
        endpoint.SetQueueArgument("x-delivery-limit", 20L);
        Plain(endpoint, handler);
    }

    private static void Plain(IReceiveEndpointConfigurator endpoint, MessageHandler<RawMessage> handler)
    {
        endpoint.PrefetchCount = 200;
        endpoint.ConfigureConsumeTopology = false;
        endpoint.Handler(handler);
    }

    private static MessageHandler<RawMessage> Forward(int lane)
    {
        var address = new Uri($"exchange:bare.{lane}.in");
        return async context =>
        {
            var endpoint = await context.GetSendEndpoint(address);
            await endpoint.Send(new RawMessage { Body = context.Message.Body }, Pipe.Execute<SendContext<RawMessage>>(send => ((PublishContext)send).Mandatory = true));
        };
    }

    private Task Take(ConsumeContext<RawMessage> context)
    {
        _arrived.Arrived();
        return Task.CompletedTask;
    }

    private void UseRaw(IBusFactoryConfigurator bus)
    {
        bus.ClearSerialization();
        bus.AddSerializer(_format);
        bus.AddDeserializer(_format, isDefault: true);
    }
}
