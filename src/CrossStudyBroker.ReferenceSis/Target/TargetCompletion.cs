using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.ReferenceSis.Target;

/// <summary>A completion recorded here, the original (R26), and what the home did with it (R27).</summary>
public sealed record TargetCompletion
{
    /// <summary>The completion as last sent.</summary>
    public required Completion Completion { get; init; }

    /// <summary>Institution code of the home.</summary>
    public required string Home { get; init; }

    /// <summary>The case it belongs to.</summary>
    public required string CaseId { get; init; }

    /// <summary>Id of the message that last told of it.</summary>
    public required string MessageId { get; init; }

    /// <summary>The home's answer to that message; null while it is awaited.</summary>
    public AnsweredCompletionOutcome? Answer { get; init; }
}
