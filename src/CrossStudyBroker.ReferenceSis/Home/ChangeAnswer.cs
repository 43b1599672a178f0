using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.ReferenceSis.Home;

/// <summary>A target's answer to changed personal data or a changed study right.</summary>
public sealed record ChangeAnswer
{
    /// <summary>Id of the message answered.</summary>
    public required string MessageId { get; init; }

    /// <summary>Institution code of the target.</summary>
    public required string Target { get; init; }

    /// <summary>What the target did.</summary>
    public required ChangeOutcome Outcome { get; init; }

    /// <summary>Why it was refused.</summary>
    public string? Code { get; init; }

    /// <summary>The target study right after the change, if it changed too.</summary>
    public StudyRight? TargetStudyRight { get; init; }
}
