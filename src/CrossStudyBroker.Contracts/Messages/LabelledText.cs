namespace CrossStudyBroker.Contracts.Messages;

/// <summary>A text with its own heading, for what has no field of its own.</summary>
public sealed record LabelledText
{
    /// <summary>Key of the heading; an institution code where the text is meant for one institution.</summary>
    public required string Key { get; init; }

    /// <summary>The heading.</summary>
    public required Localised Name { get; init; }

    /// <summary>The text.</summary>
    public required Localised Value { get; init; }

    /// <summary>Only the name of the type: personal data must not reach a log by accident.</summary>
    public override string ToString() => nameof(LabelledText);
}
