using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;

namespace CrossStudyBroker.Broker.Overviews;

/// <summary>Looks up the deliveries that have been open for longest, each by an index that has it first.</summary>
internal sealed class OldestReader(IStoreDialect dialect)
{
    /// <summary>One for each of the states given that the one who asks has a delivery in.</summary>
    public async Task<IReadOnlyList<OldestWaiting>> ReadAsync(Question question, IReadOnlyCollection<DeliveryState> states)
    {
        var oldest = new List<OldestWaiting>();
        foreach (var state in states.OrderDescending())
        {
            var candidates = new List<OldestWaiting>();
            foreach (var condition in Conditions(question.Institution, state))
            {
                candidates.AddRange(await question.RowsAsync(
                    $"""
                    select d.received_at, d.sender, d.recipient, m.tracking_id
                    from (select received_at, message, sender, recipient from delivery where state = @state {condition} order by received_at, message limit 1) d
                    join message m on m.id = d.message
                    """,
                    new { state = (short)state, institution = question.Institution },
                    row => new OldestWaiting(state, dialect.ReadTime(row, 0), row.GetString(1), row.GetString(2), dialect.ReadId(row, 3))));
            }

            if (candidates.MinBy(candidate => candidate.Since) is { } first)
            {
                oldest.Add(first);
            }
        }

        return oldest;
    }

    // The indexes by institution have failures only, which SQLite wants said word by word; what is on its way is seldom much.
    private static string[] Conditions(string? institution, DeliveryState state) => institution is null
        ? [""]
        : state == DeliveryState.Queued
            ? ["and (sender = @institution or recipient = @institution)"]
            : ["and state in (14, 40, 50, 60, 70, 80) and sender = @institution", "and state in (14, 40, 50, 60, 70, 80) and recipient = @institution"];
}
