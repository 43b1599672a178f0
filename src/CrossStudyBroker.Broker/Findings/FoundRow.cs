namespace CrossStudyBroker.Broker.Findings;

/// <summary>A finding as it is stored: one sender's part of it where it is about deliveries.</summary>
internal sealed record FoundRow
{
    /// <summary>What.</summary>
    public required FindingKind Kind { get; init; }

    /// <summary>As of <see cref="Finding"/>.</summary>
    public required string Institution { get; init; }

    /// <summary>Whose deliveries; empty where it is about the institution itself.</summary>
    public string Sender { get; init; } = "";

    /// <summary>State or kind; empty where there is neither.</summary>
    public string Detail { get; init; } = "";

    /// <summary>How many.</summary>
    public long? Number { get; init; }

    /// <summary>As of <see cref="Finding"/>.</summary>
    public DateTimeOffset? OldestAt { get; init; }

    /// <summary>As of <see cref="Finding"/>.</summary>
    public DateTimeOffset? ContactAt { get; init; }
}
