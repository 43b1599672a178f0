namespace CrossStudyBroker.ReferenceSis.Offerings;

/// <summary>What a new course unit with one realisation is to be like.</summary>
public sealed record CoursePlan
{
    /// <summary>Id of the realisation; the course unit's is made of it.</summary>
    public required string Id { get; init; }

    /// <summary>Name in Finnish.</summary>
    public required string Name { get; init; }

    /// <summary>Networks that it is targeted to, each as a whole (R8).</summary>
    public required IReadOnlyList<string> Networks { get; init; }

    /// <summary>First moment of enrolment, UTC.</summary>
    public required DateTimeOffset EnrolmentStart { get; init; }

    /// <summary>Last moment of enrolment, UTC.</summary>
    public required DateTimeOffset EnrolmentEnd { get; init; }

    /// <summary>First day of the realisation.</summary>
    public required DateOnly StartDate { get; init; }

    /// <summary>Last day of the realisation (R16).</summary>
    public required DateOnly EndDate { get; init; }

    /// <summary>ECTS credits. Default 5.</summary>
    public decimal Credits { get; init; } = 5;
}
