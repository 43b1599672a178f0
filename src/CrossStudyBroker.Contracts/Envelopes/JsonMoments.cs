using System.Globalization;
using System.Text.Json;

namespace CrossStudyBroker.Contracts.Envelopes;

/// <summary>Reads the moments and days of a payload that its schema has already checked.</summary>
public static class JsonMoments
{
    /// <summary>An RFC 3339 moment, UTC. A leap second, which .NET cannot hold, is read as the second before it.</summary>
    public static DateTimeOffset Moment(JsonElement value)
    {
        if (value.TryGetDateTimeOffset(out var moment))
        {
            return moment.ToUniversalTime();
        }

        var text = value.GetString()!.ToUpperInvariant(); // a string by the schema
        var leap = text.IndexOf(":60", StringComparison.Ordinal);
        return DateTimeOffset.Parse(leap > 0 ? string.Concat(text.AsSpan(0, leap), ":59", text.AsSpan(leap + 3)) : text, CultureInfo.InvariantCulture).ToUniversalTime();
    }

    /// <summary>A calendar day.</summary>
    public static DateOnly Day(JsonElement value) =>
        DateOnly.ParseExact(value.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture); // a date by the schema
}
