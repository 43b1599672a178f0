namespace CrossStudyBroker.Broker.Overviews;

/// <summary>What expires soon of one institution's deliveries to another.</summary>
/// <param name="Sender">Institution code, or "broker".</param>
/// <param name="Recipient">Institution code.</param>
/// <param name="Number">How many deliveries.</param>
/// <param name="FirstAt">When the first of them does.</param>
/// <param name="TrackingId">Of its message; null if it has been delivered or resolved since it was looked.</param>
public sealed record ExpiringPair(string Sender, string Recipient, long Number, DateTimeOffset FirstAt, Guid? TrackingId);
