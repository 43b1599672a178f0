namespace CrossStudyBroker.Contracts.Messages;

/// <summary>
/// Target to all members of the networks named (R6): course units, study modules and realisations on offer. dryrun in the envelope
/// shows first who would receive it (R7).
/// </summary>
public sealed record OfferingPublished
{
    /// <summary>The items.</summary>
    public required IReadOnlyList<OfferingItem> Items { get; init; }
}
