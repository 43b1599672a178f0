namespace CrossStudyBroker.Contracts.Problems;

/// <summary>One thing that is wrong with a message: a code of contracts/problems.json and where it is.</summary>
/// <param name="Code">Problem code.</param>
/// <param name="Pointer">JSON Pointer (RFC 6901) into the message; empty for the message as a whole.</param>
/// <param name="Detail">English text for this occurrence; what was expected, never the value found.</param>
public sealed record Problem(string Code, string Pointer = "", string? Detail = null);
