namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Attendance in one term (R12).</summary>
public sealed record Attendance
{
    /// <summary>The term: the calendar year and its half.</summary>
    public required string Term { get; init; }

    /// <summary>
    /// present; absent; absent-excused is an absence on legal grounds that does not use up study time; not-registered when the student
    /// has not said.
    /// </summary>
    public required AttendanceStatus Status { get; init; }

    /// <summary>First day of the term at the home institution.</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>Last day of the term at the home institution.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>Only the name of the type: personal data must not reach a log by accident.</summary>
    public override string ToString() => nameof(Attendance);
}
