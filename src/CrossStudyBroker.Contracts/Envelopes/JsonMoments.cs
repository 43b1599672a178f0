using System.Globalization;
using System.Text.Json;

namespace CrossStudyBroker.Contracts.Envelopes;

/// <summary>Reads the moments and days of a payload that its schema has already checked.</summary>
public static class JsonMoments
{
    private const int SecondsEnd = 19;

    /// <summary>
    /// An RFC 3339 moment, UTC. What .NET cannot hold becomes the nearest that it can: a leap second the second before it, a fraction its first
    /// seven digits, a moment that is in UTC before the year 1 or after 9999 the first or last one.
    /// </summary>
    public static DateTimeOffset Moment(JsonElement value) =>
        value.TryGetDateTimeOffset(out var moment) ? moment.ToUniversalTime() : Rare(value.GetString()!.ToUpperInvariant()); // a string by the schema

    /// <summary>Also with offsets beyond fourteen hours, which no clock has and RFC 3339 allows.</summary>
    private static DateTimeOffset Rare(string text)
    {
        var zone = text.IndexOfAny(['Z', '+', '-'], SecondsEnd);
        var isLeap = text.AsSpan(SecondsEnd - 2, 2) is "60";
        var local = DateTime.ParseExact(
            string.Concat(text.AsSpan(0, SecondsEnd - 2), isLeap ? "59" : text.AsSpan(SecondsEnd - 2, 2)), "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        var fraction = text[SecondsEnd..zone].TrimStart('.').PadRight(7, '0')[..7];
        var ticks = local.Ticks + long.Parse(fraction, CultureInfo.InvariantCulture) - OffsetOf(text.AsSpan(zone)).Ticks;
        return new DateTimeOffset(Math.Clamp(ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), TimeSpan.Zero);
    }

    private static TimeSpan OffsetOf(ReadOnlySpan<char> zone) => zone.Length == 1
        ? TimeSpan.Zero
        : TimeSpan.ParseExact(zone[1..], "hh\\:mm", CultureInfo.InvariantCulture) * (zone[0] == '-' ? -1 : 1);

    /// <summary>A calendar day.</summary>
    public static DateOnly Day(JsonElement value) =>
        DateOnly.ParseExact(value.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture); // a date by the schema
}
