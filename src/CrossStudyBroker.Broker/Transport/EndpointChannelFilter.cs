using MassTransit;
using MassTransit.RabbitMqTransport;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>Sees to it, whenever an endpoint gets a new channel, that its queue is there.</summary>
internal sealed class EndpointChannelFilter(QueueDefinition queue, TransportOptions options, TimeProvider time) : IFilter<ChannelContext>
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the queue was found or made first, with a <see cref="TopologyException"/> if it cannot be used.</summary>
    public Task Ready => _ready.Task;

    public async Task Send(ChannelContext context, IPipe<ChannelContext> next)
    {
        try
        {
            if (options.CreateQueues)
            {
                await TopologyClient.DeclareAsync(context.Channel, Queues.Dead(options), context.CancellationToken); // at-least-once dead-lettering needs it first
                await TopologyClient.DeclareAsync(context.Channel, queue, context.CancellationToken);
            }
            else
            {
                await TopologyClient.RequireAsync(context.Channel, queue, context.CancellationToken);
            }

            _ready.TrySetResult();
        }
        catch (TopologyException exception)
        {
            _ready.TrySetException(exception);
            throw;
        }
        catch (OperationCanceledException exception)
        {
            throw new RabbitMqConnectionException($"The connection was lost while {queue.Name} was looked for.", exception); // MassTransit would take a cancelled start for a stop, and never try again
        }

        await next.Send(new EndpointChannel(context, options, time));
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("queue").Add("name", queue.Name);
}
