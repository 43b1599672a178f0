namespace CrossStudyBroker.Adapters.Rules;

/// <summary>Days of the contract are Finnish calendar days; moments travel in UTC. This is the one place where one becomes the other.</summary>
public static class FinnishDay
{
    private static readonly TimeZoneInfo Finland = TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki");

    /// <summary>The Finnish calendar day of a moment: 2026-01-31T22:30Z is already 1 February.</summary>
    public static DateOnly Of(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Finland).DateTime);

    /// <summary>The first moment of a Finnish calendar day, UTC.</summary>
    public static DateTimeOffset Start(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        return new DateTimeOffset(midnight, Finland.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
