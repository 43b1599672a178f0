namespace CrossStudyBroker.Adapters.Rules;

/// <summary>The period of a target study right (R4, R16).</summary>
public static class StudyRightRules
{
    /// <summary>
    /// R16, capped by R4: from the day of enrolment to the end of the academic year in which the realisation ends, but never past the end
    /// of the home study right. Null if no day is left: the home study right, or that academic year, is over before it would begin.
    /// </summary>
    /// <param name="enrolmentDay">The day on which the student enrolled.</param>
    /// <param name="realisationEnd">Last day of the realisation; of the latest one where there are several.</param>
    /// <param name="homeStudyRightEnd">Last day of the home study right.</param>
    public static StudyPeriod? TargetPeriod(DateOnly enrolmentDay, DateOnly realisationEnd, DateOnly? homeStudyRightEnd)
    {
        var end = Capped(AcademicYear.EndOf(realisationEnd), homeStudyRightEnd);
        return end < enrolmentDay ? null : new StudyPeriod(enrolmentDay, end);
    }

    /// <summary>R4: the last day of a target study right, given that it may not outlast the home study right.</summary>
    public static DateOnly Capped(DateOnly targetEnd, DateOnly? homeStudyRightEnd) => homeStudyRightEnd < targetEnd ? homeStudyRightEnd.Value : targetEnd;

    /// <summary>
    /// R4, as the broker checks it: true if the target study right lasts longer than the home study right. One without an end outlasts
    /// every known end; of an unknown home study right nothing can be said.
    /// </summary>
    public static bool ExceedsHome(DateOnly? targetEnd, DateOnly? homeStudyRightEnd) => homeStudyRightEnd is { } end && (targetEnd is null || targetEnd > end);
}
