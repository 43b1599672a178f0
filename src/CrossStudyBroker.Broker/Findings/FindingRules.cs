using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Broker.Findings;

/// <summary>What is a finding: pure functions over facts.</summary>
internal static class FindingRules
{
    // Without a call nobody knows whether the recipient is well again; after this time nothing is said of it any more.
    private static readonly TimeSpan BreakIsForgotten = TimeSpan.FromHours(12);

    /// <summary>All findings.</summary>
    public static IReadOnlyList<FoundRow> Find(FindingFacts facts, FindingOptions options) =>
        [.. Broken(facts), .. Silent(facts, options), .. Growing(facts, options), .. Stuck(facts), .. Unanswered(facts)];

    private static IEnumerable<FoundRow> Broken(FindingFacts facts) =>
        from contact in facts.Contacts.Values
        where contact.BrokenSince is not null && facts.Now < contact.BrokenUntil + BreakIsForgotten
        select new FoundRow { Kind = FindingKind.BreakerOpen, Institution = contact.Institution, ContactAt = contact.LastAt };

    /// <summary>At night and on holidays many say nothing; it matters where something waits.</summary>
    private static IEnumerable<FoundRow> Silent(FindingFacts facts, FindingOptions options) =>
        from waiting in facts.Waiting
        where waiting.State is DeliveryState.Queued or DeliveryState.Retrying && waiting.OldestAt < facts.Now - options.Silence
        group waiting by waiting.Recipient into ofRecipient
        let contactAt = facts.Contacts.GetValueOrDefault(ofRecipient.Key)?.LastAt
        where contactAt is null || contactAt < facts.Now - options.Silence
        select new FoundRow
        {
            Kind = FindingKind.Silent,
            Institution = ofRecipient.Key,
            Number = ofRecipient.Sum(waiting => waiting.Number),
            OldestAt = ofRecipient.Min(waiting => waiting.OldestAt),
            ContactAt = contactAt,
        };

    private static IEnumerable<FoundRow> Growing(FindingFacts facts, FindingOptions options) =>
        from sample in facts.Queues
        group sample by (sample.Institution, sample.IsLane) into queue
        where Grows([.. queue], facts.Now, options)
        select new FoundRow { Kind = queue.Key.IsLane ? FindingKind.LaneGrows : FindingKind.InboxGrows, Institution = queue.Key.Institution, Number = queue.Last().Number };

    /// <summary>Longer than when the time began, and never shorter than then in between.</summary>
    private static bool Grows(IReadOnlyList<QueueSample> samples, DateTimeOffset now, FindingOptions options)
    {
        var first = samples.LastOrDefault(sample => sample.At <= now - options.Growth);
        return first is not null
            && samples[^1].Number >= options.GrownTo
            && samples[^1].Number > first.Number
            && samples.SkipWhile(sample => sample != first).All(sample => sample.Number >= first.Number);
    }

    private static IEnumerable<FoundRow> Stuck(FindingFacts facts) =>
        from waiting in facts.Waiting
        where waiting.OverLimit > 0
        select new FoundRow
        {
            Kind = FindingKind.Stuck,
            Institution = waiting.Recipient,
            Sender = waiting.Sender,
            Detail = waiting.State.ToString(),
            Number = waiting.OverLimit,
            OldestAt = waiting.OldestAt,
        };

    private static IEnumerable<FoundRow> Unanswered(FindingFacts facts) =>
        from sum in facts.Unanswered
        select new FoundRow { Kind = FindingKind.NoReply, Institution = sum.Recipient, Sender = sum.Sender, Detail = sum.Kind, Number = sum.Number, OldestAt = sum.OldestAt };
}
