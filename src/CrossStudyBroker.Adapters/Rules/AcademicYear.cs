namespace CrossStudyBroker.Adapters.Rules;

/// <summary>The academic year of Finnish higher education: 1 August to 31 July. The first and the last that a date can be in are cut short.</summary>
public static class AcademicYear
{
    /// <summary>The last day of the academic year that a day belongs to (R16): 31 July is the end of its own, 1 August begins the next.</summary>
    public static DateOnly EndOf(DateOnly day) => (day.Month, day.Year) switch
    {
        (<= 7, _) => new(day.Year, 7, 31),
        (_, 9999) => DateOnly.MaxValue,
        _ => new(day.Year + 1, 7, 31),
    };

    /// <summary>The first day of the academic year that a day belongs to.</summary>
    public static DateOnly StartOf(DateOnly day) => (day.Month, day.Year) switch
    {
        (> 7, _) => new(day.Year, 8, 1),
        (_, 1) => DateOnly.MinValue,
        _ => new(day.Year - 1, 8, 1),
    };
}
