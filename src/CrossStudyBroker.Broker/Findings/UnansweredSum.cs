namespace CrossStudyBroker.Broker.Findings;

/// <summary>Delivered messages from one sender to one recipient whose reply is overdue.</summary>
/// <param name="Sender">Institution code.</param>
/// <param name="Recipient">Institution code.</param>
/// <param name="Kind">Kind of the messages.</param>
/// <param name="Number">How many.</param>
/// <param name="OldestAt">When the oldest arrived.</param>
internal sealed record UnansweredSum(string Sender, string Recipient, string Kind, long Number, DateTimeOffset OldestAt);
