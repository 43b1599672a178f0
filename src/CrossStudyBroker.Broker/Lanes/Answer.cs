using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Broker.Lanes;

/// <summary>What the broker answers to one message; the same for a repeat.</summary>
public sealed record Answer
{
    /// <summary>Tracking id, by which the status can be asked for.</summary>
    public required Guid TrackingId { get; init; }

    /// <summary>The sender's own id; empty where it could not be read.</summary>
    public required string MessageId { get; init; }

    /// <summary>New, a repeat, or a conflicting duplicate.</summary>
    public required RecordKind Kind { get; init; }

    /// <summary>Taken, refused, or tried dry.</summary>
    public required MessageOutcome Outcome { get; init; }

    /// <summary>Why it was refused, or what there is to know.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Who gets it (new messages), or would get it (dry run).</summary>
    public IReadOnlyList<DeliveryRecord> Deliveries { get; init; } = [];
}
