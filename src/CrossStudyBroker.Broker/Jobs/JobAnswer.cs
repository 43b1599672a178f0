namespace CrossStudyBroker.Broker.Jobs;

/// <summary>What became of a wish about a job.</summary>
public sealed record JobAnswer
{
    /// <summary>The job as it is now; null if there is none.</summary>
    public Job? Job { get; init; }

    /// <summary>Problem code; null if it was done.</summary>
    public string? Refused { get; init; }

    /// <summary>How many deliveries the set has; where it was not begun.</summary>
    public int Count { get; init; }
}
