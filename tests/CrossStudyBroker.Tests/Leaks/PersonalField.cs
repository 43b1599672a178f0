namespace CrossStudyBroker.Tests.Leaks;

/// <summary>A field that the schemas mark as personal data or identity code.</summary>
/// <param name="Place">Where it is defined; the same in all messages that share the piece of schema.</param>
/// <param name="Kind">What may stand in it.</param>
/// <param name="MaxLength">Most signs.</param>
internal sealed record PersonalField(string Place, PersonalFieldKind Kind, int MaxLength);
