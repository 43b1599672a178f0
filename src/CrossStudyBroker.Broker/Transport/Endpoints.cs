using MassTransit;
using Microsoft.Extensions.Logging;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>Connects handlers to queues while the host runs: institutions come and go with the directory.</summary>
internal sealed class Endpoints(IReceiveEndpointConnector connector, Post post, MemoryQueues memory, TransportOptions options, TimeProvider time, ILogger<Endpoints> logger)
{
    /// <summary>What an institution sends. In a cluster one process at a time gets it. While a batch of it is handled, the next one gathers.</summary>
    public Task<EndpointHandle> ConnectLaneAsync(string institution, InboundHandler handler, CancellationToken cancellationToken) =>
        ConnectAsync(Queues.Lane(institution, options), handler, cancellationToken, atOnce: options.Prefetch * 2);

    /// <summary>What an institution receives, for adapters hosted here.</summary>
    public Task<EndpointHandle> ConnectInboxAsync(string institution, InboundHandler handler, CancellationToken cancellationToken) =>
        ConnectAsync(Queues.Inbox(institution, options), handler, cancellationToken);

    /// <summary>Status events to an institution.</summary>
    public Task<EndpointHandle> ConnectStatusAsync(string institution, InboundHandler handler, CancellationToken cancellationToken) =>
        ConnectAsync(Queues.Status(institution, options), handler, cancellationToken);

    /// <summary>Rejected and expired messages of all queues. More of them are in hand at once, for rejections wait for a moment (<see cref="Deliveries.DeadLetters"/>).</summary>
    public Task<EndpointHandle> ConnectDeadAsync(InboundHandler handler, CancellationToken cancellationToken) =>
        ConnectAsync(Queues.Dead(options), handler, cancellationToken, atOnce: options.Prefetch * 5);

    private Task<EndpointHandle> ConnectAsync(QueueDefinition queue, InboundHandler handler, CancellationToken cancellationToken, int? atOnce = null) =>
        options.Kind == TransportKind.RabbitMq
            ? ConnectRabbitMqAsync(queue, handler, atOnce ?? options.Prefetch, cancellationToken)
            : ConnectMemoryAsync(queue, handler, atOnce ?? options.Prefetch, cancellationToken);

    /// <exception cref="TopologyException">The queue is missing, or is there with other arguments.</exception>
    private async Task<EndpointHandle> ConnectRabbitMqAsync(QueueDefinition queue, InboundHandler handler, int atOnce, CancellationToken cancellationToken)
    {
        var receiver = new RabbitMqReceiver(queue, handler, options, time, logger);
        var filter = new EndpointChannelFilter(queue, options, time);
        var connected = connector.ConnectReceiveEndpoint(queue.Name, (_, endpoint) =>
        {
            Configure(endpoint, receiver.ConsumeAsync, atOnce);
            var rabbitMq = (IRabbitMqReceiveEndpointConfigurator)endpoint;
            rabbitMq.BindQueue = false; // the filter declares and binds it
            rabbitMq.ConfigureChannel(channel => channel.UseFilter(filter));
        });
        var handle = new EndpointHandle(queue.Name, () => connected.StopAsync(CancellationToken.None));
        try
        {
            await filter.Ready.WaitAsync(cancellationToken);
            await connected.Ready.WaitAsync(cancellationToken);
            return handle;
        }
        catch
        {
            await handle.DisposeAsync();
            throw;
        }
    }

    private async Task<EndpointHandle> ConnectMemoryAsync(QueueDefinition definition, InboundHandler handler, int atOnce, CancellationToken cancellationToken)
    {
        var queue = memory.GetOrAdd(definition);
        await queue.EndpointAsync(() => MemoryEndpointAsync(queue, atOnce)).WaitAsync(cancellationToken);
        queue.Open(handler);
        return new EndpointHandle(definition.Name, () => queue.CloseAsync(options.StopTimeout, time));
    }

    private Task MemoryEndpointAsync(MemoryQueue queue, int atOnce)
    {
        var receiver = new MemoryReceiver(queue, post, options, time, logger);
        var connected = connector.ConnectReceiveEndpoint(queue.Definition.Name, (_, endpoint) =>
        {
            Configure(endpoint, receiver.ConsumeAsync, atOnce);
            if (queue.Definition.Exchange != queue.Definition.Name)
            {
                ((IInMemoryReceiveEndpointConfigurator)endpoint).Bind(queue.Definition.Exchange);
            }
        });
        return connected.Ready;
    }

    /// <summary>Nothing of MassTransit's own error handling is left: no <c>_error</c>, no <c>_skipped</c>, no <c>Fault</c>.</summary>
    private void Configure(IReceiveEndpointConfigurator endpoint, MessageHandler<RawMessage> consume, int atOnce)
    {
        endpoint.PrefetchCount = atOnce;
        endpoint.ConfigureConsumeTopology = false;
        endpoint.PublishFaults = false;
        endpoint.RethrowFaultedMessages();
        endpoint.ThrowOnSkippedMessages();
        endpoint.ConfigureReceive(receive => receive.UseFilter(new RawReceiveFilter(new RawFormat())));
        endpoint.Handler(consume);
    }
}
