namespace CrossStudyBroker.Broker.Findings;

/// <summary>How many messages a lane or an inbox had at a moment.</summary>
/// <param name="Institution">Whose it is.</param>
/// <param name="IsLane">The lane, otherwise the inbox.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Number">How many.</param>
internal sealed record QueueSample(string Institution, bool IsLane, DateTimeOffset At, long Number);
