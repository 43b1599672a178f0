using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Broker.Resolution;

/// <summary>A delivery of the same order as another one, from the same sender to the same recipient: in its way, or waiting behind it.</summary>
/// <param name="TrackingId">Its message.</param>
/// <param name="Type">The message's type.</param>
/// <param name="ReceivedAt">When the broker took the message.</param>
/// <param name="State">How the delivery stands.</param>
/// <param name="IsAhead">True for one in the way, false for one that waits behind.</param>
public sealed record Neighbour(Guid TrackingId, string Type, DateTimeOffset ReceivedAt, DeliveryState State, bool IsAhead);
