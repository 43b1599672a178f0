namespace CrossStudyBroker.Broker.Tracking;

/// <summary>How a delivery stands that came out of its recipient's queue.</summary>
/// <param name="DeliveryId">The delivery.</param>
/// <param name="State">Its state; only one that is Queued is to be handed over.</param>
/// <param name="Attempts">Attempts made so far.</param>
/// <param name="Tries">Automatic attempts since the last person or the beginning.</param>
/// <param name="IsBehind">True: an earlier delivery of its order waits, so this one has to wait too.</param>
/// <param name="IsKept">True: its payload is in the vault already.</param>
/// <param name="Network">Network of its message, if it has one.</param>
public sealed record Admission(Guid DeliveryId, DeliveryState State, int Attempts, int Tries, bool IsBehind, bool IsKept, string? Network = null);
