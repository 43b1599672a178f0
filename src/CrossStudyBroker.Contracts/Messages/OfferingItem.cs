namespace CrossStudyBroker.Contracts.Messages;

/// <summary>
/// One course unit, study module or realisation: the whole of it as it is now; it replaces what was published earlier under the same
/// id.
/// </summary>
public sealed record OfferingItem
{
    /// <summary>Id of the item at the target.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public required OfferingKind Kind { get; init; }

    /// <summary>The networks that the item is targeted to.</summary>
    public required IReadOnlyList<OfferingNetworkLink> Networks { get; init; }

    /// <summary>Left out: active.</summary>
    public OfferingStatus? Status { get; init; }

    /// <summary>A short text in Finnish, Swedish or English; at least one of them.</summary>
    public required Localised Name { get; init; }

    /// <summary>Code as people know it.</summary>
    public string? Code { get; init; }

    /// <summary>Id that stays the same over versions.</summary>
    public string? PermanentId { get; init; }

    /// <summary>Short name.</summary>
    public string? Abbreviation { get; init; }

    /// <summary>A longer text in Finnish, Swedish or English; at least one of them.</summary>
    public Localised? Description { get; init; }

    /// <summary>ECTS credits; the same number twice when there is only one.</summary>
    public CreditRange? Credits { get; init; }

    /// <summary>What each number of credits takes.</summary>
    public Localised? CreditsDescription { get; init; }

    /// <summary>First day on which the item is valid.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day on which the item is valid.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>When it was made at the target.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was last changed at the target.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Languages of teaching.</summary>
    public IReadOnlyList<string>? TeachingLanguages { get; init; }

    /// <summary>Languages of completion.</summary>
    public IReadOnlyList<string>? CompletionLanguages { get; init; }

    /// <summary>Who arranges the teaching; one of them is the main one.</summary>
    public IReadOnlyList<ResponsibleOrganisation>? Organisations { get; init; }

    /// <summary>Persons in charge.</summary>
    public IReadOnlyList<ResponsiblePerson>? Persons { get; init; }

    /// <summary>Keywords.</summary>
    public IReadOnlyList<Keyword>? Keywords { get; init; }

    /// <summary>Classification codes agreed between institutions.</summary>
    public IReadOnlyList<Classification>? Classifications { get; init; }

    /// <summary>For whom it is meant.</summary>
    public IReadOnlyList<AgreedCode>? TargetGroups { get; init; }

    /// <summary>Fields of education (guidance fields), VIRTA codes.</summary>
    public IReadOnlyList<int>? GuidanceFields { get; init; }

    /// <summary>A longer text in Finnish, Swedish or English; at least one of them.</summary>
    public Localised? Prerequisites { get; init; }

    /// <summary>A longer text in Finnish, Swedish or English; at least one of them.</summary>
    public Localised? Objectives { get; init; }

    /// <summary>A longer text in Finnish, Swedish or English; at least one of them.</summary>
    public Localised? Content { get; init; }

    /// <summary>A longer text in Finnish, Swedish or English; at least one of them.</summary>
    public Localised? FurtherInformation { get; init; }

    /// <summary>Texts for one institution each; the key is its institution code.</summary>
    public IReadOnlyList<LabelledText>? InstitutionDescriptions { get; init; }

    /// <summary>Study modules that it belongs to.</summary>
    public IReadOnlyList<ParentModule>? Parents { get; init; }

    /// <summary>Course unit: grading scale, VIRTA code (1 five-step, 2 pass or fail, 3 second national language, 4 thesis).</summary>
    public int? GradingScale { get; init; }

    /// <summary>Course unit: learning materials.</summary>
    public IReadOnlyList<Localised>? LearningMaterials { get; init; }

    /// <summary>Course unit: can be asked for as a book exam.</summary>
    public bool? BookExam { get; init; }

    /// <summary>Course unit: size of a teaching group.</summary>
    public int? GroupSize { get; init; }

    /// <summary>Course unit: ways to complete it.</summary>
    public IReadOnlyList<CompletionOption>? CompletionOptions { get; init; }

    /// <summary>Study module: what it is.</summary>
    public ModuleKind? ModuleKind { get; init; }

    /// <summary>Study module: all of its parts, a number of them (amount), or a number of credits.</summary>
    public Optionality? Optionality { get; init; }

    /// <summary>Study module: how many parts must be taken.</summary>
    public AmountRange? Amount { get; init; }

    /// <summary>Study module: more on what must be taken.</summary>
    public Localised? OptionalityInformation { get; init; }

    /// <summary>Realisation: the course unit that it realises.</summary>
    public string? CourseUnitId { get; init; }

    /// <summary>Realisation: the assessment item that it realises.</summary>
    public string? AssessmentItemId { get; init; }

    /// <summary>Realisation: what else it serves.</summary>
    public IReadOnlyList<StudyElement>? OtherStudyElements { get; init; }

    /// <summary>Realisation: enrolment opens.</summary>
    public DateTimeOffset? EnrolmentStart { get; init; }

    /// <summary>Realisation: enrolment closes; prolonged by publishing again (R9).</summary>
    public DateTimeOffset? EnrolmentEnd { get; init; }

    /// <summary>Realisation: true closes enrolment whatever the period says.</summary>
    public bool? EnrolmentClosed { get; init; }

    /// <summary>Realisation: first day.</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>Realisation: last day; the target study right is counted from it (R16).</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>Realisation: fewest students with whom it is held.</summary>
    public int? MinSeats { get; init; }

    /// <summary>Realisation: seats. Information only (R10).</summary>
    public int? MaxSeats { get; init; }

    /// <summary>Realisation: seats kept for networks.</summary>
    public IReadOnlyList<SeatQuota>? Quotas { get; init; }

    /// <summary>Realisation: where it is held.</summary>
    public Address? Location { get; init; }

    /// <summary>Realisation: sub-groups to choose from when enrolling.</summary>
    public IReadOnlyList<ChoiceSet>? SubGroupSelections { get; init; }

    /// <summary>Realisation: other choices to make when enrolling.</summary>
    public IReadOnlyList<ChoiceSet>? OtherSelections { get; init; }

    /// <summary>Realisation: questions to the student when enrolling.</summary>
    public IReadOnlyList<QuestionSet>? QuestionSets { get; init; }
}
