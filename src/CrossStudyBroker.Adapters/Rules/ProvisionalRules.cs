using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.Adapters.Rules;

/// <summary>Provisional students and study rights, which are seen in the enrolment register only (R18, R19).</summary>
public static class ProvisionalRules
{
    /// <summary>R18: the official target study right exists only once the target has accepted the student on a realisation.</summary>
    public static bool IsOfficial(IEnumerable<SelectionState> selections) => selections.Contains(SelectionState.Accepted);

    /// <summary>
    /// R19: a provisional student without an earlier accepted study right may be removed; with an earlier one, only the provisional
    /// study right.
    /// </summary>
    public static Removal Removable(bool hasAcceptedStudyRight) => hasAcceptedStudyRight ? Removal.StudyRight : Removal.StudentAndStudyRight;

    /// <summary>R19: true once the set time has passed since the enrolment came, to the moment.</summary>
    /// <param name="receivedAt">When the enrolment came.</param>
    /// <param name="kept">How long the institution keeps a provisional student.</param>
    /// <param name="now">Now.</param>
    public static bool IsDue(DateTimeOffset receivedAt, TimeSpan kept, DateTimeOffset now) => now - receivedAt >= kept;
}
