using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Broker.Tracking;

/// <summary>What became of one <see cref="MessageRecord"/> when it was recorded.</summary>
public sealed record RecordResult
{
    /// <summary>New, a repeat with the same content, or the same id with other content.</summary>
    public required RecordKind Kind { get; init; }

    /// <summary>The answer that holds: the stored one for a repeat.</summary>
    public required MessageOutcome Outcome { get; init; }

    /// <summary>The codes that hold: the stored ones for a repeat.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>
    /// Deliveries still to be published: all of a new message; of a repeat those not known to be published
    /// (a crash between recording and publishing). Empty for a conflict.
    /// </summary>
    public IReadOnlyList<DeliveryRecord> ToPublish { get; init; } = [];

    /// <summary>Those of <see cref="ToPublish"/> that must wait: an earlier delivery of their order does.</summary>
    public IReadOnlyCollection<Guid> Behind { get; init; } = [];

    /// <summary>True only for a new message that shares its order with no earlier one: nothing can ever be in the way of its deliveries.</summary>
    public bool IsAlone { get; init; }

    /// <summary>Earlier deliveries that wait and that this message makes needless; they are not in anybody's way any more.</summary>
    public IReadOnlyCollection<Guid> Supersedes { get; init; } = [];
}
