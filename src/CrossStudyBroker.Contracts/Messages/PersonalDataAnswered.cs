namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Target to home: the answer to personal-data.changed.</summary>
public sealed record PersonalDataAnswered
{
    /// <summary>What the target did.</summary>
    public required ChangeOutcome Outcome { get; init; }

    /// <summary>
    /// Why it was refused, as a code: for instance student-unknown, student-ambiguous, study-right-unknown or content-refused.
    /// </summary>
    public string? Code { get; init; }

    /// <summary>Why, in words for a person.</summary>
    public Localised? Reason { get; init; }
}
