namespace CrossStudyBroker.Contracts.Messages;

/// <summary>
/// Home to target: the student gives up some or all of the places of a case (R15). All selections named: the whole enrolment.
/// </summary>
public sealed record EnrolmentCancelled
{
    /// <summary>The student.</summary>
    public required Student Student { get; init; }

    /// <summary>When the student cancelled at the home institution.</summary>
    public required DateTimeOffset CancelledAt { get; init; }

    /// <summary>The places given up.</summary>
    public required IReadOnlyList<Selection> Selections { get; init; }

    /// <summary>Why, in words for a person.</summary>
    public Localised? Reason { get; init; }
}
