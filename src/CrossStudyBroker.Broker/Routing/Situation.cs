using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;

namespace CrossStudyBroker.Broker.Routing;

/// <summary>All that a decision may look at.</summary>
internal sealed record Situation
{
    /// <summary>The valid message.</summary>
    public required Envelope Message { get; init; }

    /// <summary>Keyed hashes of its student's identifiers.</summary>
    public IReadOnlyList<byte[]> StudentHashes { get; init; } = [];

    /// <summary>Institutions and networks.</summary>
    public required InstitutionDirectory Directory { get; init; }

    /// <summary>What the tracker knows.</summary>
    public Facts Facts { get; init; } = Facts.None;

    /// <summary>Now, UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Today in Finland.</summary>
    public DateOnly Today => FinnishDay.Of(Now);

    /// <summary>Links of the message's case between these two; none without a case id.</summary>
    public IEnumerable<Link> LinksOfCase(string home, string target) =>
        Facts.Links.Where(link => link.Home == home && link.Target == target && link.CaseId == Message.CaseId);
}
