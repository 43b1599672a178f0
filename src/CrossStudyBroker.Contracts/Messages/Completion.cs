namespace CrossStudyBroker.Contracts.Messages;

/// <summary>One completion. A removal carries the record as it was last sent.</summary>
public sealed record Completion
{
    /// <summary>Id of the completion at the target; the same in corrections and removals.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// new; replacement: a new completion that takes the place of an earlier one; correction of this completion; removal of this
    /// completion (R21).
    /// </summary>
    public required CompletionTransaction Transaction { get; init; }

    /// <summary>The earlier completion that a replacement takes the place of.</summary>
    public string? ReplacedCompletionId { get; init; }

    /// <summary>What was completed.</summary>
    public required CompletedItem Item { get; init; }

    /// <summary>What a composed completion is made of.</summary>
    public IReadOnlyList<CompletedPart>? Parts { get; init; }

    /// <summary>Realisations of the assessment items by which it was completed.</summary>
    public IReadOnlyList<string>? AssessmentItemRealisations { get; init; }

    /// <summary>Name of what was completed.</summary>
    public required Localised Name { get; init; }

    /// <summary>Learning objectives.</summary>
    public Localised? Objectives { get; init; }

    /// <summary>Contents.</summary>
    public Localised? Content { get; init; }

    /// <summary>State of the completion.</summary>
    public required CompletionState State { get; init; }

    /// <summary>ECTS credits.</summary>
    public required decimal Credits { get; init; }

    /// <summary>Grade and scale.</summary>
    public required Assessment Assessment { get; init; }

    /// <summary>The day on which it was completed at the target: the original date of the national register (R26).</summary>
    public required DateOnly CompletionDate { get; init; }

    /// <summary>The day on which the target recorded it.</summary>
    public DateOnly? RecordedDate { get; init; }

    /// <summary>Languages of completion.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>Who accepted it.</summary>
    public required IReadOnlyList<Person> Acceptors { get; init; }

    /// <summary>The organisation that answers for it; left out: the sender.</summary>
    public Organisation? Organisation { get; init; }

    /// <summary>Educational institution, where it differs from the organisation.</summary>
    public string? EducationalInstitution { get; init; }

    /// <summary>Kind of completion, VIRTA code: 1 degree, 2 other completion, 3 as the code list has it.</summary>
    public required int CompletionKind { get; init; }

    /// <summary>Field of education (guidance field), VIRTA code.</summary>
    public required int GuidanceField { get; init; }

    /// <summary>Elements of a micro-credential (Council Recommendation 2022/C 243/02). The learner is data.student.</summary>
    public MicroCredential? MicroCredential { get; init; }

    /// <summary>Only the name of the type: personal data must not reach a log by accident.</summary>
    public override string ToString() => nameof(Completion);
}
