namespace CrossStudyBroker.Contracts.Messages;

/// <summary>The student's place in the order of enrolments at the moment of enrolling, and the seats (R10: information only).</summary>
public sealed record EnrolmentRank
{
    /// <summary>Among all students.</summary>
    public int? Position { get; init; }

    /// <summary>Seats for all students.</summary>
    public int? Seats { get; init; }

    /// <summary>Among cross-study students.</summary>
    public int? CrossStudyPosition { get; init; }

    /// <summary>Seats for cross-study students.</summary>
    public int? CrossStudySeats { get; init; }
}
