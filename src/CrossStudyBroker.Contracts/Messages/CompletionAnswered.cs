namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Home to target: what the home did with the completions (R27).</summary>
public sealed record CompletionAnswered
{
    /// <summary>partly: see completions.</summary>
    public required CompletionOutcome Outcome { get; init; }

    /// <summary>Why all were refused, as a code.</summary>
    public string? Code { get; init; }

    /// <summary>Why, in words for a person.</summary>
    public Localised? Reason { get; init; }

    /// <summary>Completion by completion; needed when the outcome is partly.</summary>
    public IReadOnlyList<AnsweredCompletion>? Completions { get; init; }
}
