using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrossStudyBroker.Contracts.Envelopes;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Reads an RFC 3339 moment with any offset, writes it in UTC with a <c>Z</c>.</summary>
public sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var moment))
        {
            return moment;
        }

        // Rare forms that RFC 3339 allows, such as a leap second.
        using var value = JsonDocument.ParseValue(ref reader);
        return value.RootElement.ValueKind == JsonValueKind.String ? JsonMoments.Moment(value.RootElement) : throw new JsonException();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Format(value));

    /// <summary>The moment as it stands on the wire.</summary>
    public static string Format(DateTimeOffset value) =>
        value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
