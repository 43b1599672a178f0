namespace CrossStudyBroker.Broker.Findings;

/// <summary>Deliveries from one sender to one recipient that wait and expire soon.</summary>
/// <param name="Sender">Institution code, or "broker".</param>
/// <param name="Recipient">Institution code.</param>
/// <param name="Number">How many.</param>
/// <param name="FirstAt">When the first does.</param>
internal sealed record ExpiringSum(string Sender, string Recipient, long Number, DateTimeOffset FirstAt);
