namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Target to all members of the networks concerned: items no longer on offer (R7).</summary>
public sealed record OfferingWithdrawn
{
    /// <summary>The items.</summary>
    public required IReadOnlyList<WithdrawnItem> Items { get; init; }

    /// <summary>Why, in words for a person.</summary>
    public Localised? Reason { get; init; }
}
