namespace CrossStudyBroker.Broker.Causes;

/// <summary>Cause groups, those with most that wait first.</summary>
/// <param name="Groups">The groups.</param>
/// <param name="IsComplete">False if there are more, whose last failure is longer ago than that of every group given.</param>
public sealed record CauseList(IReadOnlyList<CauseGroup> Groups, bool IsComplete);
