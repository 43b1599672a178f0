namespace CrossStudyBroker.Broker.Tracking;

/// <summary>One page of messages and the cursor of the next; null when there is none.</summary>
public sealed record MessagePage(IReadOnlyList<MessageView> Messages, string? NextCursor)
{
    /// <summary>
    /// How far back was looked, where that was not to the end and the page is not full: conditions that few messages fit are looked for piece by piece,
    /// so that no page takes long. The next page goes on from there.
    /// </summary>
    public DateTimeOffset? SearchedTo { get; init; }
}
