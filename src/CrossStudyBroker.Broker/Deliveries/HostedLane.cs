using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Transport;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>The lane of an institution whose adapter is hosted here: it publishes to the same exchange as a vendor's own client.</summary>
internal sealed class HostedLane(string institution, Post post, TimeProvider time) : ILane
{
    /// <inheritdoc/>
    public Task SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => post.SendAsync(
        QueueNames.Out(institution),
        new RawMessage { Body = message.ToJson(institution, time.GetUtcNow()), TraceParent = message.TraceParent },
        cancellationToken);
}
