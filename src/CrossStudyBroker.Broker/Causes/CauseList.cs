namespace CrossStudyBroker.Broker.Causes;

/// <summary>A page of cause groups, those with most that wait first.</summary>
/// <param name="Groups">The groups.</param>
/// <param name="NextCursor">Where the next page begins; null if there is none.</param>
public sealed record CauseList(IReadOnlyList<CauseGroup> Groups, string? NextCursor);
