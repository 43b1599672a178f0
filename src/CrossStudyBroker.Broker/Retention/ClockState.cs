namespace CrossStudyBroker.Broker.Retention;

/// <summary>How a clock stands.</summary>
/// <param name="Name">Its name.</param>
/// <param name="StartedAt">When its last round began.</param>
/// <param name="EndedAt">When the last round that ended did; null while the first one lasts.</param>
/// <param name="NextAt">When it comes round again; while a round lasts, when the next replica would take it over.</param>
/// <param name="Done">How many things the last round did that ended.</param>
/// <param name="Failure">What the last round ended in, if it failed.</param>
public sealed record ClockState(string Name, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, DateTimeOffset NextAt, long Done, string? Failure);
