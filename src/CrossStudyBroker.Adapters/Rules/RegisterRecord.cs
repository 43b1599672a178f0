using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.Adapters.Rules;

/// <summary>A completion as an institution records it and reports it to the national register (R26).</summary>
public sealed record RegisterRecord
{
    /// <summary>Original at the target, completed elsewhere at home.</summary>
    public required RecordOrigin Origin { get; init; }

    /// <summary>The target's id of the completion, the same in corrections and removals.</summary>
    public required string CompletionId { get; init; }

    /// <summary>Where it was completed; set exactly when that is another institution.</summary>
    public string? OriginalInstitution { get; init; }

    /// <summary>The day on which it was completed at the target.</summary>
    public required DateOnly OriginalDate { get; init; }

    /// <summary>The day on which the home recognised it; set exactly when it was completed elsewhere.</summary>
    public DateOnly? RecognitionDate { get; init; }

    /// <summary>The completion with all that both records need: item, name, credits, grade and scale, languages, field.</summary>
    public required Completion Completion { get; init; }

    /// <summary>Origin and institution only: personal data must not reach a log by accident.</summary>
    public override string ToString() => $"{Origin} {OriginalInstitution}";
}
