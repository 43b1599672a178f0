namespace CrossStudyBroker.Adapters.Rules;

/// <summary>From the first day to the last, both included.</summary>
public readonly record struct StudyPeriod(DateOnly Start, DateOnly End);
