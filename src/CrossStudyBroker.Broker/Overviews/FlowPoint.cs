using CrossStudyBroker.Broker.Flow;

namespace CrossStudyBroker.Broker.Overviews;

/// <summary>What came in one hour or day.</summary>
/// <param name="Start">Its beginning, UTC.</param>
/// <param name="Numbers">How many; of now there are none.</param>
public sealed record FlowPoint(DateTimeOffset Start, FlowNumbers Numbers);
