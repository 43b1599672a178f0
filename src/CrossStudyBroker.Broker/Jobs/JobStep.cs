namespace CrossStudyBroker.Broker.Jobs;

/// <summary>What a job does next.</summary>
/// <param name="Begin">How many retries it begins now.</param>
/// <param name="IsDone">True if nothing is left to do.</param>
/// <param name="Reason">Why it stops by itself: problem code; null if it does not.</param>
/// <param name="Failure">The failure that makes it stop.</param>
internal sealed record JobStep(int Begin = 0, bool IsDone = false, string? Reason = null, string? Failure = null);
