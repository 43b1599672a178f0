using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>A delivery with the bytes to deliver.</summary>
/// <param name="Delivery">Which delivery, and to whom.</param>
/// <param name="Body">The message as it came.</param>
/// <param name="TraceParent">W3C trace context to hand on.</param>
/// <param name="Network">Network of the message, if it has one; not asked for where the delivery has its sealed payload.</param>
/// <param name="IsAlone">True for a new message that shares its order with no earlier one.</param>
internal sealed record Parcel(DeliveryRecord Delivery, ReadOnlyMemory<byte> Body, string? TraceParent, string? Network = null, bool IsAlone = false);
