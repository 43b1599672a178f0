namespace CrossStudyBroker.Broker.Tracking;

/// <summary>One page of messages and the cursor of the next; null when there is none.</summary>
public sealed record MessagePage(IReadOnlyList<MessageView> Messages, string? NextCursor);
