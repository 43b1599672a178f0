namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Target to home: the enrolment has arrived and a person will decide. The decision follows as enrolment.decided.</summary>
public sealed record EnrolmentReceived
{
    /// <summary>When the target took the enrolment in.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The day by which the target means to decide.</summary>
    public DateOnly? DecisionExpectedBy { get; init; }

    /// <summary>Anything to tell the student meanwhile.</summary>
    public Localised? Note { get; init; }

    /// <summary>Only the name of the type: personal data must not reach a log by accident.</summary>
    public override string ToString() => nameof(EnrolmentReceived);
}
