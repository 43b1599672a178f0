namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Elements of a micro-credential (Council Recommendation 2022/C 243/02). The learner is data.student.</summary>
public sealed record MicroCredential
{
    /// <summary>Title of the micro-credential.</summary>
    public required Localised Title { get; init; }

    /// <summary>Country or region of the issuer.</summary>
    public required string IssuerCountry { get; init; }

    /// <summary>The body that awards it.</summary>
    public required Localised AwardingBody { get; init; }

    /// <summary>Date of issue.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>What the learner knows, understands and can do.</summary>
    public required Localised LearningOutcomes { get; init; }

    /// <summary>Notional workload needed to reach the learning outcomes: ECTS credits, hours, or both.</summary>
    public required Workload Workload { get; init; }

    /// <summary>Level of the learning experience, where it has one.</summary>
    public QualificationLevel? Level { get; init; }

    /// <summary>Type of assessment.</summary>
    public required Localised AssessmentType { get; init; }

    /// <summary>Form of participation.</summary>
    public required ParticipationForm ParticipationForm { get; init; }

    /// <summary>What quality assurance stands behind it.</summary>
    public required QualityAssurance QualityAssurance { get; init; }

    /// <summary>What was needed to enrol.</summary>
    public Localised? Prerequisites { get; init; }

    /// <summary>Supervision and check of identity during assessment.</summary>
    public Supervision? Supervision { get; init; }

    /// <summary>Grade achieved, in words.</summary>
    public string? Grade { get; init; }

    /// <summary>How it joins other micro-credentials or a degree.</summary>
    public Localised? Stackability { get; init; }

    /// <summary>A longer text in Finnish, Swedish or English; at least one of them.</summary>
    public Localised? FurtherInformation { get; init; }

    /// <summary>Only the name of the type: personal data must not reach a log by accident.</summary>
    public override string ToString() => nameof(MicroCredential);
}
