namespace CrossStudyBroker.Contracts.Messages;

/// <summary>A keyword of a keyword set.</summary>
public sealed record Keyword
{
    /// <summary>Key of the keyword set.</summary>
    public required string Set { get; init; }

    /// <summary>Key of the keyword.</summary>
    public required string Key { get; init; }

    /// <summary>The keyword as people read it.</summary>
    public Localised? Name { get; init; }

    /// <summary>The keyword set as people read it.</summary>
    public Localised? SetName { get; init; }
}
