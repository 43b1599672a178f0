using CrossStudyBroker.Broker.Flow;

namespace CrossStudyBroker.Broker.Overviews;

/// <summary>Deliveries from one institution to another.</summary>
/// <param name="Sender">Institution code, or "broker".</param>
/// <param name="Recipient">Institution code; null for what the broker refused.</param>
/// <param name="Numbers">How many.</param>
public sealed record PairFlow(string Sender, string? Recipient, FlowNumbers Numbers);
