namespace CrossStudyBroker.Broker.Connections;

/// <summary>A test of an institution's connection. It sends nothing through lane or inbox, and no personal data anywhere.</summary>
/// <param name="At">When it began.</param>
/// <param name="EndedAt">When it ended; null while it lasts.</param>
/// <param name="Steps">What was tried, in order; the first that failed is the last.</param>
public sealed record ConnectionTest(DateTimeOffset At, DateTimeOffset? EndedAt, IReadOnlyList<ConnectionStep> Steps);
