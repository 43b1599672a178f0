using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Broker.Findings;

/// <summary>Something that needs a look, as far as the one who asks may see it.</summary>
public sealed record Finding
{
    /// <summary>What.</summary>
    public required FindingKind Kind { get; init; }

    /// <summary>Whose adapter, lane or inbox it is; of what waits, the recipient.</summary>
    public required string Institution { get; init; }

    /// <summary>Of <see cref="FindingKind.Stuck"/>: the state.</summary>
    public DeliveryState? State { get; init; }

    /// <summary>Of <see cref="FindingKind.NoReply"/>: the kind of the messages.</summary>
    public string? MessageKind { get; init; }

    /// <summary>How many deliveries or messages; null where it is about none.</summary>
    public long? Number { get; init; }

    /// <summary>When the oldest of them arrived.</summary>
    public DateTimeOffset? OldestAt { get; init; }

    /// <summary>The institution's last sign of life, where that matters.</summary>
    public DateTimeOffset? LastContactAt { get; init; }

    /// <summary>Since when it has been found.</summary>
    public required DateTimeOffset Since { get; init; }
}
