namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Home to target: a student asks for places. One network and one home study right (R1).</summary>
public sealed record EnrolmentRequested
{
    /// <summary>The student.</summary>
    public required Student Student { get; init; }

    /// <summary>The home study right that the enrolment rests on.</summary>
    public required StudyRight HomeStudyRight { get; init; }

    /// <summary>The study right that the student already has at the target, if the home knows of one.</summary>
    public StudyRight? TargetStudyRight { get; init; }

    /// <summary>When the student enrolled at the home institution; the target offering must be open on that day (R2).</summary>
    public required DateTimeOffset EnrolledAt { get; init; }

    /// <summary>The places asked for.</summary>
    public required IReadOnlyList<Selection> Selections { get; init; }

    /// <summary>The network in words.</summary>
    public string? NetworkDescription { get; init; }

    /// <summary>What the target should know about the student.</summary>
    public IReadOnlyList<StudentWarning>? Warnings { get; init; }

    /// <summary>Anything else that has no field of its own.</summary>
    public IReadOnlyList<LabelledText>? Descriptions { get; init; }

    /// <summary>Only the name of the type: personal data must not reach a log by accident.</summary>
    public override string ToString() => nameof(EnrolmentRequested);
}
