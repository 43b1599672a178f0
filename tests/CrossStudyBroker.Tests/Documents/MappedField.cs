namespace CrossStudyBroker.Tests.Documents;

/// <summary>A row of the RIPA mapping.</summary>
/// <param name="Name">The field, as a path in the RIPA file.</param>
/// <param name="Places">Its places in our schemas, as written; – for none.</param>
/// <param name="Note">What is said of it.</param>
internal sealed record MappedField(string Name, IReadOnlyList<string> Places, string Note);
