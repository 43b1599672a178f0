namespace CrossStudyBroker.Broker.Tracking;

/// <summary>Times as both stores keep them: UTC, whole microseconds (what PostgreSQL can hold).</summary>
internal static class StoredTime
{
    /// <summary>The time in UTC, cut to whole microseconds.</summary>
    public static DateTimeOffset Of(DateTimeOffset value) =>
        new(value.UtcTicks - (value.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>Microseconds since 1970.</summary>
    public static long ToMicroseconds(DateTimeOffset value) =>
        (value.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The time that is so many microseconds after 1970.</summary>
    public static DateTimeOffset FromMicroseconds(long value) =>
        new((value * TimeSpan.TicksPerMicrosecond) + DateTimeOffset.UnixEpoch.Ticks, TimeSpan.Zero);

    /// <summary>True if there is a time so many microseconds after 1970.</summary>
    public static bool IsTime(long value) => value >= ToMicroseconds(DateTimeOffset.MinValue) && value <= ToMicroseconds(DateTimeOffset.MaxValue);

    /// <summary>The UTC day of a time; links live by days.</summary>
    public static DateOnly DayOf(DateTimeOffset value) => DateOnly.FromDateTime(value.UtcDateTime);
}
