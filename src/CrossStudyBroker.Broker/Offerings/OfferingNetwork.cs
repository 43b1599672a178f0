namespace CrossStudyBroker.Broker.Offerings;

/// <summary>One network that a piece of offering is targeted to.</summary>
public sealed record OfferingNetwork(string Network, DateOnly? ValidFrom, DateOnly? ValidUntil, bool Enrollable);
