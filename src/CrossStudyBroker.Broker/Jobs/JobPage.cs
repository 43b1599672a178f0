namespace CrossStudyBroker.Broker.Jobs;

/// <summary>Jobs, newest first, and the place before which the next page goes on; null when there is none.</summary>
public sealed record JobPage(IReadOnlyList<Job> Jobs, long? Next);
