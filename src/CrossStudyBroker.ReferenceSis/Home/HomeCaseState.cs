namespace CrossStudyBroker.ReferenceSis.Home;

/// <summary>Where an enrolment stands at home.</summary>
public enum HomeCaseState
{
    /// <summary>Asked for; nothing heard yet.</summary>
    Requested,

    /// <summary>The target has it, and a person will decide.</summary>
    Received,

    /// <summary>Decided; see the decision.</summary>
    Decided,

    /// <summary>The student cancelled; the target's answer is awaited.</summary>
    Cancelling,
}
