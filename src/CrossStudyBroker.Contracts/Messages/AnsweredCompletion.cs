namespace CrossStudyBroker.Contracts.Messages;

/// <summary>What became of one completion.</summary>
public sealed record AnsweredCompletion
{
    /// <summary>Id of the completion at the target.</summary>
    public required string Id { get; init; }

    /// <summary>What the home did.</summary>
    public required AnsweredCompletionOutcome Outcome { get; init; }

    /// <summary>Id of the completion at the home institution.</summary>
    public string? HomeCompletionId { get; init; }

    /// <summary>Why it was refused, as a code.</summary>
    public string? Code { get; init; }

    /// <summary>Why, in words for a person.</summary>
    public Localised? Reason { get; init; }
}
