namespace CrossStudyBroker.Broker.Tracking;

/// <summary>What <see cref="ITrackerStore.TakeDueAsync"/> took, and the changes of state that it made.</summary>
/// <param name="ToPublish">In the order in which each recipient must get them.</param>
/// <param name="Changed">The changes, for status events.</param>
public sealed record DueDeliveries(IReadOnlyList<DueDelivery> ToPublish, IReadOnlyList<DeliveryChanged> Changed);
