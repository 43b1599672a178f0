using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;

namespace CrossStudyBroker.Broker.Resolution;

/// <summary>One delivery with what matters of its message, as those see it who resolve it.</summary>
public sealed record Transfer
{
    /// <summary>The broker's own sender code.</summary>
    public const string Broker = "broker";

    public required Guid DeliveryId { get; init; }
    public required Guid TrackingId { get; init; }
    public required string MessageId { get; init; }
    public required string Type { get; init; }
    public required string Sender { get; init; }
    public required string Recipient { get; init; }
    public string? Network { get; init; }
    public string? CaseId { get; init; }
    public string? Replaces { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required DeliveryState State { get; init; }
    public string? Code { get; init; }
    public required int Attempts { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public string? ChangedBy { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public DateTimeOffset? PayloadExpiresAt { get; init; }

    /// <summary>Later messages of the sender that replace this one, oldest first, with what became of them at this recipient.</summary>
    public IReadOnlyList<Replacement> ReplacedBy { get; init; } = [];

    /// <summary>
    /// The home institution, which may ask the operator for help (R25). Offering and networks have none of their own: there every recipient is
    /// the home of the students that it concerns.
    /// </summary>
    public string Home => MessageType.All.GetValueOrDefault(Type) is { FromHome: true } ? Sender : Recipient;

    /// <summary>The parts that an institution (null: the operator) has in it; none for a stranger.</summary>
    public IReadOnlyList<Party> PartsOf(string? institution) => institution is null
        ? Sender == Broker ? [Party.Operator, Party.Sender] : [Party.Operator] // the broker's own messages are the operator's
        : [.. new[] { (Sender, Party.Sender), (Recipient, Party.Recipient) }.Where(part => part.Item1 == institution).Select(part => part.Item2)];
}
