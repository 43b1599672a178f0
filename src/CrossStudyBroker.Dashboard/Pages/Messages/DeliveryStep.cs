using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Dashboard.Pages.Messages;

/// <summary>One step in the life of a delivery, and how long it lasted.</summary>
/// <param name="State">The state it came to.</param>
/// <param name="At">When.</param>
/// <param name="Code">Problem code, if any.</param>
/// <param name="By">Who said so.</param>
/// <param name="Lasted">How long it stayed there; null in a final state, where nothing is waited for.</param>
/// <param name="IsOpen">True if it is still there.</param>
public sealed record DeliveryStep(DeliveryState State, DateTimeOffset At, string? Code, string By, TimeSpan? Lasted, bool IsOpen);
