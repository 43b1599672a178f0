namespace CrossStudyBroker.Broker.Jobs;

/// <summary>A bulk retry that somebody wants.</summary>
public sealed record JobRequest
{
    /// <summary>Of what.</summary>
    public required JobSet Set { get; init; }

    /// <summary>How many deliveries the person expects; must be right, and must be given for a large set.</summary>
    public int? Count { get; init; }

    /// <summary>At most so many retries are begun in a second; null: as usual.</summary>
    public int? PerSecond { get; init; }

    /// <summary>Why, in the person's own words.</summary>
    public string? Note { get; init; }
}
