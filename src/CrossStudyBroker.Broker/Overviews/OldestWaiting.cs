using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Broker.Overviews;

/// <summary>The delivery that has been open for longest in a state.</summary>
/// <param name="State">The state.</param>
/// <param name="Since">When its message arrived.</param>
/// <param name="Sender">Institution code, or "broker".</param>
/// <param name="Recipient">Institution code.</param>
/// <param name="TrackingId">Of its message.</param>
public sealed record OldestWaiting(DeliveryState State, DateTimeOffset Since, string Sender, string Recipient, Guid TrackingId);
