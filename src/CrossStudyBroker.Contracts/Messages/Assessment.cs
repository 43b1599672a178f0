namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Grade and scale.</summary>
public sealed record Assessment
{
    /// <summary>Grading scale, VIRTA code: 1 five-step, 2 pass or fail, 3 second national language, 4 thesis (Latin grades).</summary>
    public required int Scale { get; init; }

    /// <summary>Grade, VIRTA code.</summary>
    public required string Grade { get; init; }

    /// <summary>Grade on the ECTS scale.</summary>
    public string? EctsGrade { get; init; }

    /// <summary>The ECTS grading table, or a reference to it.</summary>
    public string? EctsGradingTable { get; init; }

    /// <summary>What the transcript should say of the assessment.</summary>
    public string? Description { get; init; }

    /// <summary>Only the name of the type: personal data must not reach a log by accident.</summary>
    public override string ToString() => nameof(Assessment);
}
