namespace CrossStudyBroker.Broker.Directory;

/// <summary>Days in rules are Finnish calendar days, wherever the process runs and whatever offset a time carries.</summary>
public static class FinnishCalendar
{
    private static readonly TimeZoneInfo Helsinki = TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki");

    /// <summary>The day in Finland at this moment.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Helsinki).DateTime);
}
