using MassTransit;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>
/// Takes a message as raw before MassTransit looks for a deserializer: it would parse the content type first, and some malformed
/// ones throw there, before any handler.
/// </summary>
internal sealed class RawReceiveFilter(RawFormat format) : IFilter<ReceiveContext>
{
    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        context.GetOrAddPayload(() => format.Deserialize(context));
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("raw");
}
