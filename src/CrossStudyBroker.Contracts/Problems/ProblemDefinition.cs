namespace CrossStudyBroker.Contracts.Problems;

/// <summary>One entry of contracts/problems.json: what a code means and who can do what about it.</summary>
public sealed record ProblemDefinition
{
    /// <summary>The code, such as <c>network-unknown</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What happened, a few words.</summary>
    public required LocalisedText Title { get; init; }

    /// <summary>Why it happens.</summary>
    public required LocalisedText Cause { get; init; }

    /// <summary>What to do next.</summary>
    public required LocalisedText Remedy { get; init; }

    /// <summary>"sender", "recipient" or "operator".</summary>
    public required string WhoCanFix { get; init; }

    /// <summary>"permanent", "temporary" or "information".</summary>
    public required string Permanence { get; init; }
}
