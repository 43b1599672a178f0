namespace CrossStudyBroker.Broker.Overviews;

/// <summary>What expires soon.</summary>
/// <param name="Within">Within this time.</param>
/// <param name="Number">How many deliveries.</param>
/// <param name="FirstAt">When the first does; null if none does.</param>
public sealed record Expiring(TimeSpan Within, long Number, DateTimeOffset? FirstAt);
