using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Broker.Tracking;

/// <summary>What the tracker knows of a message that comes again, and the answers that follow from it (DESIGN section 3, step 2).</summary>
/// <param name="ContentHash">Hash of the bytes that came first.</param>
/// <param name="Outcome">The answer given then.</param>
/// <param name="Problems">The codes given then.</param>
/// <param name="Unpublished">Deliveries that are queued and not known to be published.</param>
internal sealed record KnownMessage(
    byte[] ContentHash, MessageOutcome Outcome, IReadOnlyList<Problem> Problems, List<DeliveryRecord> Unpublished)
{
    private static readonly RecordResult Conflict = new()
    {
        Kind = RecordKind.Conflict,
        Outcome = MessageOutcome.Refused,
        Problems = [new Problem("duplicate-conflict")],
    };

    /// <summary>The answer to a message that was not known.</summary>
    public static RecordResult New(MessageRecord message) => new()
    {
        Kind = RecordKind.New,
        Outcome = message.Outcome,
        Problems = message.Problems,
        ToPublish = message.Outcome == MessageOutcome.Accepted ? message.Deliveries : [],
    };

    /// <summary>The answer to a message that came again.</summary>
    public RecordResult Answer(MessageRecord again) => !ContentHash.AsSpan().SequenceEqual(again.ContentHash)
        ? Conflict
        : new() { Kind = RecordKind.Repeat, Outcome = Outcome, Problems = Problems, ToPublish = Unpublished };
}
