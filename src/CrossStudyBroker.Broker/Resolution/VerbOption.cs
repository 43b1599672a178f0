namespace CrossStudyBroker.Broker.Resolution;

/// <summary>A verb as it is open to one caller now.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="Refused">Why not; null if it may be used.</param>
/// <param name="To">Of a hand-over: to whom it may be.</param>
public sealed record VerbOption(Verb Verb, Refusal? Refused, IReadOnlyList<Party> To);
