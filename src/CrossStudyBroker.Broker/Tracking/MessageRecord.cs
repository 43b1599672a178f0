using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Broker.Offerings;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Broker.Tracking;

/// <summary>One message as the tracker keeps it: ids, institutions, type, times, codes. No personal data, no payload.</summary>
public sealed record MessageRecord
{
    /// <summary>Derived from sender and id, so that a repeat has the same one everywhere.</summary>
    public required Guid TrackingId { get; init; }

    /// <summary>Institution code of the lane the message came by; "broker" for the broker's own.</summary>
    public required string Sender { get; init; }

    /// <summary>The sender's own id; empty where the message was not readable enough to have one.</summary>
    public required string MessageId { get; init; }

    /// <summary>Full CloudEvents type; empty where unreadable.</summary>
    public required string Type { get; init; }

    /// <summary>Recipient named by the sender, if any.</summary>
    public string? Recipient { get; init; }

    /// <summary>Network named by the sender, or that of its case or links; null where there is none, or several.</summary>
    public string? Network { get; init; }

    /// <summary>Case id, if any.</summary>
    public string? CaseId { get; init; }

    /// <summary>Id of the message answered, if any.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>Id of the sender's own earlier message that this one replaces, if any.</summary>
    public string? Replaces { get; init; }

    /// <summary>
    /// Keyed hash, 32 bytes, of what this message is the newest state of (a student's personal data, a study right); null for messages
    /// that are not a whole state. A later one with the same key makes an earlier one that waits needless (DESIGN section 4).
    /// </summary>
    public byte[]? StateKey { get; init; }

    /// <summary>W3C trace context of the message, if any.</summary>
    public string? TraceParent { get; init; }

    /// <summary>When the broker took it from the lane, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>SHA-256 of the bytes as they came, 32 bytes.</summary>
    public required byte[] ContentHash { get; init; }

    /// <summary>Size of the bytes as they came.</summary>
    public required int Size { get; init; }

    /// <summary>The broker's answer.</summary>
    public required MessageOutcome Outcome { get; init; }

    /// <summary>Why it was refused, or information codes; codes and pointers only, never a value.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Keyed hashes of the student identifiers in it (32 bytes each), for search by student.</summary>
    public IReadOnlyList<byte[]> StudentHashes { get; init; } = [];

    /// <summary>Who gets it. For a dry run: who would get it; then nothing is stored as a delivery.</summary>
    public IReadOnlyList<DeliveryRecord> Deliveries { get; init; } = [];

    /// <summary>Link changes that come true together with the message.</summary>
    public IReadOnlyList<LinkChange> Links { get; init; } = [];

    /// <summary>Offering facts that come true together with the message.</summary>
    public IReadOnlyList<OfferingChange> Offerings { get; init; } = [];
}
