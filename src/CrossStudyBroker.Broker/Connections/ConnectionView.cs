using CrossStudyBroker.Broker.Contacts;
using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Broker.Connections;

/// <summary>How an institution's information system is getting on with the broker.</summary>
public sealed record ConnectionView
{
    /// <summary>Its last sign of life, and whether calls to it are broken off; null if it never gave one.</summary>
    public Contact? Contact { get; init; }

    /// <summary>How many messages that it sent wait in its lane; null while that has not been looked for.</summary>
    public long? Lane { get; init; }

    /// <summary>When the lane was looked at.</summary>
    public DateTimeOffset? LaneAt { get; init; }

    /// <summary>Deliveries to it that are open, by state. Those that are queued lie in its inbox.</summary>
    public required IReadOnlyDictionary<DeliveryState, long> Open { get; init; }

    /// <summary>The types of its latest messages, the newest first.</summary>
    public required IReadOnlyList<SpokenType> Types { get; init; }

    /// <summary>The last test of its connection, or the one that is running; null if there was none.</summary>
    public ConnectionTest? LastTest { get; init; }
}
