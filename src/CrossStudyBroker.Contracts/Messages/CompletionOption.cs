namespace CrossStudyBroker.Contracts.Messages;

/// <summary>A way to complete a course unit.</summary>
public sealed record CompletionOption
{
    /// <summary>Technical id in the register of the institution that owns the thing named.</summary>
    public required string Id { get; init; }

    /// <summary>A short text in Finnish, Swedish or English; at least one of them.</summary>
    public Localised? Name { get; init; }

    /// <summary>In words.</summary>
    public string? Description { get; init; }

    /// <summary>What is assessed.</summary>
    public IReadOnlyList<AssessmentItem>? AssessmentItems { get; init; }
}
