namespace CrossStudyBroker.Adapters.Rules;

/// <summary>The academic year of Finnish higher education: 1 August to 31 July.</summary>
public static class AcademicYear
{
    /// <summary>The last day of the academic year that a day belongs to (R16): 31 July is the end of its own, 1 August begins the next.</summary>
    public static DateOnly EndOf(DateOnly day) => new(day.Month <= 7 ? day.Year : day.Year + 1, 7, 31);

    /// <summary>The first day of the academic year that a day belongs to.</summary>
    public static DateOnly StartOf(DateOnly day) => new(day.Month <= 7 ? day.Year - 1 : day.Year, 8, 1);
}
