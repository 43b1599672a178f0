using System.Collections.Concurrent;
using MassTransit.RabbitMqTransport;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>
/// The channel of one receive endpoint as MassTransit sees it, different in three ways:
/// it declares nothing (MassTransit would make an exchange with the name of every queue; <see cref="Topology"/> alone says what there is);
/// it gathers acknowledgements; and a handler can have a message given back or dead-lettered without an exception, which MassTransit would
/// log in full. What MassTransit itself gives back waits for a moment, so that no message goes round and round.
/// </summary>
internal sealed class EndpointChannel : ScopeChannelContext, ChannelContext
{
    private readonly ConcurrentDictionary<ulong, bool> _refused = [];
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
        _acknowledgements = new Acknowledgements((tag, multiple) => context.BasicAck(tag, multiple, CancellationToken.None), patience: options.Prefetch / 4);
    }

    /// <summary>Delivery tags count from 1 on every channel.</summary>
    public Sequencer Sequencer { get; } = new();

    /// <summary>When MassTransit comes to acknowledge this message, it goes back to its queue, or is dead-lettered.</summary>
    public void Refuse(ulong deliveryTag, bool requeue) => _refused[deliveryTag] = requeue;

    Task ChannelContext.ExchangeDeclare(string exchange, string type, bool durable, bool autoDelete, IDictionary<string, object?>? arguments, CancellationToken cancellationToken) => Task.CompletedTask;

    ValueTask ChannelContext.BasicAck(ulong deliveryTag, bool multiple, CancellationToken cancellationToken) => _refused.TryRemove(deliveryTag, out var requeue)
        ? new ValueTask(GiveBackAsync(deliveryTag, requeue))
        : _acknowledgements.HandledAsync(deliveryTag);

    async Task ChannelContext.BasicNack(ulong deliveryTag, bool multiple, bool requeue, CancellationToken cancellationToken)
    {
        if (!_cancelled)
        {
            await Task.Delay(_options.FirstRetryDelay, _time, CancellationToken.None);
        }

        await GiveBackAsync(deliveryTag, requeue);
    }

    async Task ChannelContext.BasicCancel(string consumerTag, CancellationToken cancellationToken)
    {
        _cancelled = true;
        await _context.BasicCancel(consumerTag, cancellationToken);
        await _acknowledgements.HurryAsync();
    }

    private async Task GiveBackAsync(ulong deliveryTag, bool requeue)
    {
        await _context.BasicNack(deliveryTag, multiple: false, requeue, CancellationToken.None);
        await _acknowledgements.GivenBackAsync(deliveryTag);
    }
}
