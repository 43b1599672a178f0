namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Notional workload needed to reach the learning outcomes: ECTS credits, hours, or both.</summary>
public sealed record Workload
{
    /// <summary>ECTS credits.</summary>
    public decimal? EctsCredits { get; init; }

    /// <summary>Hours of work.</summary>
    public decimal? Hours { get; init; }
}
