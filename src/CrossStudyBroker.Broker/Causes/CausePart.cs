namespace CrossStudyBroker.Broker.Causes;

/// <summary>One sender's part of a cause group.</summary>
/// <param name="Sender">Institution code, or "broker".</param>
/// <param name="Open">As of the group.</param>
/// <param name="Ended">As of the group.</param>
public sealed record CausePart(string Sender, long Open, long Ended);
