using MassTransit.RabbitMqTransport;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>
/// The channel of one receive endpoint as MassTransit sees it. It declares nothing (MassTransit would make an exchange with the name of
/// every queue; <see cref="Topology"/> alone says what there is) and it gathers acknowledgements.
/// </summary>
internal sealed class EndpointChannel : ScopeChannelContext, ChannelContext
{
    private readonly ChannelContext _context;
    private readonly Acknowledgements _acknowledgements;

    public EndpointChannel(ChannelContext context, int prefetch)
        : base(context, context.CancellationToken)
    {
        _context = context;
        _acknowledgements = new Acknowledgements(context.BasicAck, patience: prefetch / 4);
    }

    Task ChannelContext.ExchangeDeclare(string exchange, string type, bool durable, bool autoDelete, IDictionary<string, object> arguments) => Task.CompletedTask;

    ValueTask ChannelContext.BasicAck(ulong deliveryTag, bool multiple) => _acknowledgements.HandledAsync(deliveryTag);

    async Task ChannelContext.BasicNack(ulong deliveryTag, bool multiple, bool requeue)
    {
        await _context.BasicNack(deliveryTag, multiple, requeue);
        await _acknowledgements.GivenBackAsync(deliveryTag);
    }

    async Task ChannelContext.BasicCancel(string consumerTag)
    {
        await _context.BasicCancel(consumerTag);
        await _acknowledgements.HurryAsync();
    }
}
