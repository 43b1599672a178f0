using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Lanes;
using CrossStudyBroker.Broker.Transport;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>
/// The lane of an institution whose adapter is hosted here: it publishes to the same exchange as a vendor's own client. A queue in memory
/// would forget the message at a crash, so there it goes straight to the lane, and is safe once that has answered.
/// </summary>
internal sealed class HostedLane(string institution, Post post, LaneSet lanes, TransportOptions transport, TimeProvider time) : ILane
{
    /// <inheritdoc/>
    public Task SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var body = message.ToJson(institution, time.GetUtcNow());
        return transport.Kind == TransportKind.InMemory
            ? lanes.SubmitAsync(institution, new LaneMessage { Body = body, ContentType = RawMessage.CloudEvent, TraceParent = message.TraceParent }, cancellationToken)
            : post.SendAsync(QueueNames.Out(institution), new RawMessage { Body = body, TraceParent = message.TraceParent }, cancellationToken);
    }
}
