using MassTransit.RabbitMqTransport;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>
/// The channel of one receive endpoint as MassTransit sees it. It declares nothing (MassTransit would make an exchange with the name of
/// every queue; <see cref="Topology"/> alone says what there is), it gathers acknowledgements, and it never gives a message back at once:
/// whatever a message fails on, even before its handler, it cannot go round and round without a pause.
/// </summary>
internal sealed class EndpointChannel : ScopeChannelContext, ChannelContext
{
    private readonly ChannelContext _context;
    private readonly TransportOptions _options;
    private readonly TimeProvider _time;
    private readonly Acknowledgements _acknowledgements;
    private volatile bool _cancelled;

    public EndpointChannel(ChannelContext context, TransportOptions options, TimeProvider time)
        : base(context, context.CancellationToken)
    {
        _context = context;
        _options = options;
        _time = time;
        _acknowledgements = new Acknowledgements(context.BasicAck, patience: options.Prefetch / 4);
    }

    Task ChannelContext.ExchangeDeclare(string exchange, string type, bool durable, bool autoDelete, IDictionary<string, object> arguments) => Task.CompletedTask;

    ValueTask ChannelContext.BasicAck(ulong deliveryTag, bool multiple) => _acknowledgements.HandledAsync(deliveryTag);

    async Task ChannelContext.BasicNack(ulong deliveryTag, bool multiple, bool requeue)
    {
        if (!_cancelled)
        {
            await Task.Delay(_options.FirstRetryDelay, _time, CancellationToken.None);
        }

        await _context.BasicNack(deliveryTag, multiple, requeue);
        await _acknowledgements.GivenBackAsync(deliveryTag);
    }

    async Task ChannelContext.BasicCancel(string consumerTag)
    {
        _cancelled = true;
        await _context.BasicCancel(consumerTag);
        await _acknowledgements.HurryAsync();
    }
}
