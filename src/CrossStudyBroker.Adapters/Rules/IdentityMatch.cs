namespace CrossStudyBroker.Adapters.Rules;

/// <summary>Whether a student is already known at the target (R5).</summary>
/// <param name="Kind">Nobody, one, or not to be told.</param>
/// <param name="Person">The person, if it is one.</param>
public readonly record struct IdentityMatch<TPerson>(IdentityMatchKind Kind, TPerson? Person = default);
