namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Names a study right.</summary>
public sealed record StudyRightReference
{
    /// <summary>Id of the study right at the institution that granted it.</summary>
    public required string Id { get; init; }

    /// <summary>The institution that granted the study right.</summary>
    public required string Institution { get; init; }

    /// <summary>Only the name of the type: personal data must not reach a log by accident.</summary>
    public override string ToString() => nameof(StudyRightReference);
}
