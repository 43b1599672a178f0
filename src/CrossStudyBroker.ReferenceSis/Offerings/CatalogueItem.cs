using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.ReferenceSis.Offerings;

/// <summary>A piece of offering as this SIS knows it: its own, or another member's (R6).</summary>
public sealed record CatalogueItem
{
    /// <summary>Institution code of the target that offers it.</summary>
    public required string Target { get; init; }

    /// <summary>The item as last published.</summary>
    public required OfferingItem Item { get; init; }

    /// <summary>When that was published; an older version never replaces a newer one (R9).</summary>
    public required DateTimeOffset PublishedAt { get; init; }
}
