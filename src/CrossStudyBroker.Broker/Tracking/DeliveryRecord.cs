namespace CrossStudyBroker.Broker.Tracking;

/// <summary>One message on its way to one recipient, as first recorded (state <see cref="DeliveryState.Queued"/>).</summary>
/// <param name="DeliveryId">Derived from sender, id and recipient.</param>
/// <param name="Recipient">Institution code.</param>
/// <param name="Payload">The sealed payload, where the transport would forget it at a crash (DESIGN section 5); null otherwise.</param>
/// <param name="ReplyBy">Until when its business reply is awaited; null if none is.</param>
public sealed record DeliveryRecord(Guid DeliveryId, string Recipient, SealedPayload? Payload = null, DateTimeOffset? ReplyBy = null);
