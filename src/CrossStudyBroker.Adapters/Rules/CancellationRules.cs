namespace CrossStudyBroker.Adapters.Rules;

/// <summary>When a student may cancel, and what is left afterwards (R15, R19, R20).</summary>
public static class CancellationRules
{
    /// <summary>
    /// R15: at any time while not accepted; after acceptance only inside the realisation's enrolment period, first and last moment included.
    /// Otherwise the student turns to the target's study office.
    /// </summary>
    /// <param name="accepted">The target has accepted the student on the realisation.</param>
    /// <param name="cancelledAt">When the student cancelled at the home institution.</param>
    /// <param name="enrolmentStart">First moment of enrolment; null: no limit.</param>
    /// <param name="enrolmentEnd">Last moment of enrolment, the newest one published (R9); null: no limit.</param>
    public static bool MayCancel(bool accepted, DateTimeOffset cancelledAt, DateTimeOffset? enrolmentStart, DateTimeOffset? enrolmentEnd) =>
        !accepted || !(cancelledAt < enrolmentStart || cancelledAt > enrolmentEnd);

    /// <summary>
    /// What the target removes when all places of a case are given up. Once accepted, nothing: the official study right stays, and the
    /// target ends it by its own practice (R20). Otherwise the provisional student goes by R19.
    /// </summary>
    /// <param name="everAccepted">The student was accepted on a realisation of the case at some time.</param>
    /// <param name="hasAcceptedStudyRight">The student has another, accepted study right at the target.</param>
    public static Removal AfterCancellation(bool everAccepted, bool hasAcceptedStudyRight) =>
        everAccepted ? Removal.Nothing : ProvisionalRules.Removable(hasAcceptedStudyRight);
}
