namespace CrossStudyBroker.Contracts.Messages;

/// <summary>A study module that the item belongs to.</summary>
public sealed record ParentModule
{
    /// <summary>Id of the study module.</summary>
    public required string Id { get; init; }

    /// <summary>The institution that offers the study module.</summary>
    public required string Institution { get; init; }

    /// <summary>The student must enrol in the study module at the same time.</summary>
    public bool? EnrolWithParentOnly { get; init; }
}
