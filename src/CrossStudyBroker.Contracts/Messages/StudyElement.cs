namespace CrossStudyBroker.Contracts.Messages;

/// <summary>A further course unit or assessment item that the realisation also serves.</summary>
public sealed record StudyElement
{
    /// <summary>Technical id in the register of the institution that owns the thing named.</summary>
    public required string CourseUnitId { get; init; }

    /// <summary>The institution that offers the course unit.</summary>
    public required string Institution { get; init; }

    /// <summary>Technical id in the register of the institution that owns the thing named.</summary>
    public string? AssessmentItemId { get; init; }
}
