namespace CrossStudyBroker.Broker.Overviews;

/// <summary>What expires soon.</summary>
/// <param name="Within">Within this time.</param>
/// <param name="Number">How many deliveries.</param>
/// <param name="FirstAt">When the first does; null if none does.</param>
/// <param name="First">From whom to whom, those first that expire first; five at most.</param>
public sealed record Expiring(TimeSpan Within, long Number, DateTimeOffset? FirstAt, IReadOnlyList<ExpiringPair> First);
