namespace CrossStudyBroker.Contracts.Messages;

/// <summary>
/// One place that the student asks for. A realisation is named together with its course unit, and below a completion option also with
/// that and its assessment item.
/// </summary>
public sealed record Selection
{
    /// <summary>Id of the course unit or realisation at the target.</summary>
    public required string Id { get; init; }

    /// <summary>What is asked for.</summary>
    public required SelectionKind Kind { get; init; }

    /// <summary>The course unit that the realisation belongs to.</summary>
    public string? CourseUnitId { get; init; }

    /// <summary>The completion option of the course unit.</summary>
    public string? CompletionOptionId { get; init; }

    /// <summary>The assessment item of the completion option.</summary>
    public string? AssessmentItemId { get; init; }

    /// <summary>Chosen sub-groups (ids of choices in the realisation's subGroupSelections).</summary>
    public IReadOnlyList<string>? SubGroups { get; init; }

    /// <summary>Anything to add about this selection.</summary>
    public string? Note { get; init; }

    /// <summary>Only the name of the type: personal data must not reach a log by accident.</summary>
    public override string ToString() => nameof(Selection);
}
