namespace CrossStudyBroker.Contracts.Messages;

/// <summary>A set of questions.</summary>
public sealed record QuestionSet
{
    /// <summary>A short text in Finnish, Swedish or English; at least one of them.</summary>
    public Localised? Title { get; init; }

    /// <summary>The questions.</summary>
    public required IReadOnlyList<Localised> Questions { get; init; }
}
