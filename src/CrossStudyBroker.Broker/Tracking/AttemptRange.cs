namespace CrossStudyBroker.Broker.Tracking;

/// <summary>A number of attempts.</summary>
/// <param name="AtLeast">The smallest.</param>
/// <param name="AtMost">The largest.</param>
public readonly record struct AttemptRange(int AtLeast, int AtMost);
