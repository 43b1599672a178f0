namespace CrossStudyBroker.Broker.Offerings;

/// <summary>A new version of a piece of offering; kept only if newer than the stored one (R9).</summary>
public sealed record OfferingChange(Offering Offering);
