namespace CrossStudyBroker.Tests.Documents;

/// <summary>A section of the RIPA mapping.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Files">The RIPA files whose fields it has.</param>
/// <param name="Fields">Its rows.</param>
internal sealed record MappedSection(string Title, IReadOnlyList<string> Files, IReadOnlyList<MappedField> Fields);
