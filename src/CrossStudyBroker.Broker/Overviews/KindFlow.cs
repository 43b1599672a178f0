using CrossStudyBroker.Broker.Flow;

namespace CrossStudyBroker.Broker.Overviews;

/// <summary>Deliveries of one kind and direction.</summary>
/// <param name="Direction">"all", "out" or "in".</param>
/// <param name="Kind">Kind of the messages; null: all of them, or what had no type of the contract.</param>
/// <param name="Numbers">How many.</param>
public sealed record KindFlow(string Direction, string? Kind, FlowNumbers Numbers);
