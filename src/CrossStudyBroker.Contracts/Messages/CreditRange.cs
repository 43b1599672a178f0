namespace CrossStudyBroker.Contracts.Messages;

/// <summary>ECTS credits; the same number twice when there is only one.</summary>
public sealed record CreditRange
{
    /// <summary>Least.</summary>
    public required decimal Min { get; init; }

    /// <summary>Most.</summary>
    public required decimal Max { get; init; }
}
