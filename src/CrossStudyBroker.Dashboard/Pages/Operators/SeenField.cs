namespace CrossStudyBroker.Dashboard.Pages.Operators;

/// <summary>A field that the operator sees.</summary>
/// <param name="Path">Where it stands in the answer of the HTTP API.</param>
/// <param name="Name">Its own name; what it means is the text <c>field.name</c>.</param>
public sealed record SeenField(string Path, string Name);
