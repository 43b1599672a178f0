using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Broker.Resolution;

/// <summary>A message that replaces an earlier one.</summary>
/// <param name="TrackingId">Its tracking id.</param>
/// <param name="MessageId">The sender's own id.</param>
/// <param name="ReceivedAt">When the broker took it.</param>
/// <param name="State">How its delivery to the same recipient stands; null if the broker refused it, or it is not for that recipient.</param>
public sealed record Replacement(Guid TrackingId, string MessageId, DateTimeOffset ReceivedAt, DeliveryState? State)
{
    /// <summary>True once the recipient has it.</summary>
    public bool HasSucceeded => State is DeliveryState.Delivered or DeliveryState.Processed;
}
