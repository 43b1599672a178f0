namespace CrossStudyBroker.Broker.Tracking;

/// <summary>One message on its way to one recipient, as first recorded (state <see cref="DeliveryState.Queued"/>).</summary>
/// <param name="DeliveryId">Derived from sender, id and recipient.</param>
/// <param name="Recipient">Institution code.</param>
public sealed record DeliveryRecord(Guid DeliveryId, string Recipient);
