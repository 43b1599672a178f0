namespace CrossStudyBroker.Broker.Findings;

/// <summary>What does not move.</summary>
/// <param name="Findings">Those that concern most first.</param>
/// <param name="CheckedAt">When they were last looked for; null: never.</param>
public sealed record FindingList(IReadOnlyList<Finding> Findings, DateTimeOffset? CheckedAt);
