using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Broker.Findings;

/// <summary>Deliveries from one sender to one recipient that have been in an open state for long.</summary>
/// <param name="State">The state.</param>
/// <param name="Sender">Institution code, or "broker".</param>
/// <param name="Recipient">Institution code.</param>
/// <param name="Number">How many.</param>
/// <param name="OverLimit">Of those, for longer than the state's limit.</param>
/// <param name="OldestAt">When the oldest arrived.</param>
internal sealed record WaitingSum(DeliveryState State, string Sender, string Recipient, long Number, long OverLimit, DateTimeOffset OldestAt);
