namespace CrossStudyBroker.Broker.Overviews;

/// <summary>What came in each of the last hours and days.</summary>
/// <param name="Direction">"all", "out" or "in".</param>
/// <param name="Hours">Hours, oldest first; the last one is the current.</param>
/// <param name="Days">Finnish days, oldest first; the last one is today.</param>
public sealed record FlowSeries(string Direction, IReadOnlyList<FlowPoint> Hours, IReadOnlyList<FlowPoint> Days);
