using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;

namespace CrossStudyBroker.Broker.Routing;

/// <summary>
/// Which facts a message's decision needs, and which it may change. A batch is read at once as long as no message
/// needs what an earlier one of the same batch changes.
/// </summary>
internal sealed class FactNeeds
{
    private readonly HashSet<string> _needs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changes = new(StringComparer.Ordinal);

    /// <summary>Ids of deliveries that a reply or receipt must know to exist.</summary>
    public List<Guid> Deliveries { get; } = [];

    /// <summary>Student hashes by which links are found.</summary>
    public List<(string Home, byte[] StudentHash)> Students { get; } = [];

    /// <summary>Cases whose links are needed.</summary>
    public List<string> Cases { get; } = [];

    /// <summary>Offering ids.</summary>
    public List<string> Offerings { get; } = [];

    /// <summary>The needs of one message.</summary>
    public static FactNeeds Of(Envelope message, IReadOnlyList<byte[]> studentHashes)
    {
        var needs = new FactNeeds();
        needs.Order(message, studentHashes);
        switch (message.Type.Name)
        {
            case MessageType.EnrolmentRequested:
                needs.Offerings.AddRange(EnrolmentRules.SelectionIds(message.Data));
                break;
            case MessageType.EnrolmentCancelled:
                needs.Offerings.AddRange(EnrolmentRules.SelectionIds(message.Data));
                break;
            case MessageType.StudyRightChanged or MessageType.PersonalDataChanged:
                needs.Students.AddRange(studentHashes.Select(hash => (message.Sender, hash)));
                break;
            case MessageType.OfferingPublished or MessageType.OfferingWithdrawn:
                var ids = message.Data.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!).ToList(); // required by the schema
                needs.Offerings.AddRange(message.Type.Name == MessageType.OfferingWithdrawn ? ids : []);
                needs._changes.UnionWith(ids.Select(id => "offering " + id));
                break;
            case MessageType.Receipt:
                needs.Deliveries.Add(ReplyRules.ReceiptedDelivery(message));
                break;
        }

        if (message.Type.IsReply)
        {
            needs.Deliveries.Add(ReplyRules.AnsweredDelivery(message));
        }

        if (message.CaseId is { } caseId && NeedsCase(message))
        {
            needs.Cases.Add(caseId);
        }

        needs._needs.UnionWith(needs.Offerings.Select(id => "offering " + id));
        return needs;
    }

    /// <summary>Rules look at the links of the case (R4, R15), or nothing else says which network the message is of.</summary>
    private static bool NeedsCase(Envelope message) => message.Type.Name switch
    {
        MessageType.EnrolmentCancelled or MessageType.EnrolmentDecided or MessageType.StudyRightAnswered => true,
        MessageType.StudyRightChanged or MessageType.PersonalDataChanged => false, // links of the student
        _ => message.Network is null,
    };

    /// <summary>True if this message must wait until the earlier ones are recorded and published.</summary>
    public bool DependsOn(HashSet<string> changedEarlier) => changedEarlier.Overlaps(_needs) || changedEarlier.Overlaps(_changes); // goes through the few, not through the many

    /// <summary>Adds what this message may change.</summary>
    public void AddChanges(HashSet<string> changed) => changed.UnionWith(_changes);

    /// <summary>Order is kept within a case and for a student's changes, so those count as changed by every message.</summary>
    private void Order(Envelope message, IReadOnlyList<byte[]> studentHashes)
    {
        if (message.CaseId is { } caseId)
        {
            _changes.Add("case " + caseId);
        }

        _changes.UnionWith(studentHashes.Select(hash => "student " + Convert.ToHexString(hash)));
    }
}
