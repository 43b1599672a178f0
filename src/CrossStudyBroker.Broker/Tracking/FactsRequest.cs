namespace CrossStudyBroker.Broker.Tracking;

/// <summary>What the decisions of one batch need to know; answered in one round trip.</summary>
public sealed record FactsRequest
{
    /// <summary>Does a delivery with this id exist? (A reply is believed from an addressee only.)</summary>
    public IReadOnlyCollection<Guid> Deliveries { get; init; } = [];

    /// <summary>Links of a home's student, by keyed hash of an identifier.</summary>
    public IReadOnlyCollection<(string Home, byte[] StudentHash)> Students { get; init; } = [];

    /// <summary>Links of a case.</summary>
    public IReadOnlyCollection<string> Cases { get; init; } = [];

    /// <summary>Offering by id, of any target: a selection may name another institution's (R2).</summary>
    public IReadOnlyCollection<string> Offerings { get; init; } = [];

    /// <summary>True if nothing is asked.</summary>
    public bool IsEmpty => Deliveries.Count + Students.Count + Cases.Count + Offerings.Count == 0;
}
