namespace CrossStudyBroker.Broker.Jobs;

/// <summary>How many deliveries of a job ended with a code.</summary>
/// <param name="State">Failed or skipped.</param>
/// <param name="Code">Problem code.</param>
/// <param name="Count">How many.</param>
public sealed record JobCodeCount(JobItemState State, string? Code, int Count);
