namespace CrossStudyBroker.ReferenceSis.Sending;

/// <summary>A message that a verb has sent.</summary>
/// <param name="MessageId">The message's id.</param>
/// <param name="CaseId">The case that it belongs to, if any.</param>
public sealed record Sent(string MessageId, string? CaseId);
