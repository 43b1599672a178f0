namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Choices that the student makes when enrolling.</summary>
public sealed record ChoiceSet
{
    /// <summary>A short text in Finnish, Swedish or English; at least one of them.</summary>
    public Localised? Title { get; init; }

    /// <summary>choose-one: one must be chosen; choose-many: any number may be.</summary>
    public required ChoiceRule Rule { get; init; }

    /// <summary>What can be chosen.</summary>
    public required IReadOnlyList<Choice> Choices { get; init; }
}
