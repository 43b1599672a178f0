using CrossStudyBroker.Broker.Contacts;

namespace CrossStudyBroker.Broker.Findings;

/// <summary>What findings are made of.</summary>
internal sealed record FindingFacts
{
    /// <summary>When it was looked.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Deliveries that have waited for long, by state, sender and recipient.</summary>
    public IReadOnlyList<WaitingSum> Waiting { get; init; } = [];

    /// <summary>Deliveries whose reply is overdue, by sender, recipient and kind.</summary>
    public IReadOnlyList<UnansweredSum> Unanswered { get; init; } = [];

    /// <summary>Deliveries that wait and expire soon, by sender and recipient.</summary>
    public IReadOnlyList<ExpiringSum> Expiring { get; init; } = [];

    /// <summary>By institution.</summary>
    public IReadOnlyDictionary<string, Contact> Contacts { get; init; } = new Dictionary<string, Contact>();

    /// <summary>How long lanes and inboxes were lately, and are now, oldest first.</summary>
    public IReadOnlyList<QueueSample> Queues { get; init; } = [];
}
