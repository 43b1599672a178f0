namespace CrossStudyBroker.Contracts.Schemas;

/// <summary>One thing wrong in a document. Nothing in it repeats a value of the document, so it may be shown, stored and logged.</summary>
/// <param name="Code">The problem code, for instance <c>field-missing</c>.</param>
/// <param name="Pointer">JSON Pointer to the fault; of a missing field, to where it should be.</param>
/// <param name="Keyword">The keyword of the schema that was not met.</param>
/// <param name="Message">What was expected, in plain English.</param>
public sealed record SchemaFault(string Code, string Pointer, string Keyword, string Message);
