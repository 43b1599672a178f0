namespace CrossStudyBroker.Broker.Links;

/// <summary>A change of links that comes true together with a message. Exactly one member is set.</summary>
public sealed record LinkChange
{
    /// <summary>A new link; replaces the row with the same home, target, case and hash.</summary>
    public Link? Put { get; init; }

    /// <summary>The target decided a case.</summary>
    public CaseDecided? Decided { get; init; }

    /// <summary>The home study right's end changed for a student.</summary>
    public HomeEndChanged? HomeEnd { get; init; }

    /// <summary>Accepted: the link lives to <paramref name="ExpiresOn"/>. Not accepted: an earlier acceptance stays, otherwise it expires then.</summary>
    public sealed record CaseDecided(string Home, string Target, string CaseId, bool Accepted, DateOnly ExpiresOn);

    /// <summary>
    /// Sets the home study right's end on all live links of this home's cases of the student, found by any of these hashes (R4, R17):
    /// a case has a link for every identifier, and a message need not carry all of them.
    /// </summary>
    public sealed record HomeEndChanged(string Home, IReadOnlyList<byte[]> StudentHashes, DateOnly End);
}
