using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Broker.Offerings;

namespace CrossStudyBroker.Broker.Tracking;

/// <summary>The answer to a <see cref="FactsRequest"/>: facts as they stood when asked.</summary>
public sealed record Facts
{
    /// <summary>Nothing known.</summary>
    public static Facts None { get; } = new();

    /// <summary>The asked delivery ids that exist.</summary>
    public IReadOnlySet<Guid> Deliveries { get; init; } = new HashSet<Guid>();

    /// <summary>Links of the asked students and cases, expired ones left out.</summary>
    public IReadOnlyList<Link> Links { get; init; } = [];

    /// <summary>The asked offering that the broker knows.</summary>
    public IReadOnlyList<Offering> Offerings { get; init; } = [];
}
