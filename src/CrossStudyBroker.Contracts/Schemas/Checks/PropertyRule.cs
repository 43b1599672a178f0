namespace CrossStudyBroker.Contracts.Schemas.Checks;

/// <summary>A field that the schema names, in <c>properties</c> (then it has a schema) or in <c>required</c> and its like only.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Utf8Name">The same as it stands in a document.</param>
/// <param name="Index">Its number among the names of this schema.</param>
/// <param name="Node">What its value must hold; null if <c>properties</c> does not have it.</param>
internal sealed record PropertyRule(string Name, byte[] Utf8Name, int Index, SchemaNode? Node);
