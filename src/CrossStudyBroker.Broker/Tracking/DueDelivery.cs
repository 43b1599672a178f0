namespace CrossStudyBroker.Broker.Tracking;

/// <summary>A delivery taken for publishing, with what is published.</summary>
/// <param name="Delivery">The delivery, with its sealed payload.</param>
/// <param name="TraceParent">W3C trace context of the message, if any.</param>
public sealed record DueDelivery(DeliveryRecord Delivery, string? TraceParent);
