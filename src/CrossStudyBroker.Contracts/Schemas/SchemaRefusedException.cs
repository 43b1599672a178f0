namespace CrossStudyBroker.Contracts.Schemas;

/// <summary>A schema cannot be loaded, because it is malformed or says something that would not be checked.</summary>
public sealed class SchemaRefusedException : Exception
{
    internal SchemaRefusedException(string document, string pointer, string keyword, string reason)
        : base($"The schema {document} is refused: {reason} (keyword \"{keyword}\" at #{pointer}).")
    {
        Document = document;
        Pointer = pointer;
        Keyword = keyword;
    }

    /// <summary>The name of the document in its set.</summary>
    public string Document { get; }

    /// <summary>JSON Pointer to the schema that has the keyword.</summary>
    public string Pointer { get; }

    /// <summary>The keyword that cannot be taken; empty where the whole document cannot.</summary>
    public string Keyword { get; }
}
