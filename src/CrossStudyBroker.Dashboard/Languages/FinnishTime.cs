using System.Globalization;

namespace CrossStudyBroker.Dashboard.Languages;

/// <summary>Wall-clock time in Finland, in which pages show moments and take them.</summary>
internal static class FinnishTime
{
    private const string Written = "yyyy-MM-dd'T'HH:mm";
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki");

    /// <summary>The moment on a Finnish clock.</summary>
    public static DateTimeOffset Of(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    /// <summary>As a form field for date and time holds it.</summary>
    public static string ToField(DateTimeOffset moment) => Of(moment).ToString(Written, CultureInfo.InvariantCulture);

    /// <summary>The moment a form field holds, UTC; null if it holds none.</summary>
    public static DateTimeOffset? FromField(string text) =>
        DateTime.TryParseExact(text, [Written, Written + ":ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime()
            : null;
}
