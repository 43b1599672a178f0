using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Reads a whole number however it is written: for JSON Schema 5.0 is an integer too.</summary>
public sealed class WholeNumberConverter : JsonConverter<int>
{
    /// <inheritdoc/>
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            throw new JsonException();
        }

        return reader.TryGetInt32(out var value) ? value
            : reader.TryGetDecimal(out var number) && number == decimal.Truncate(number) && number is >= int.MinValue and <= int.MaxValue ? (int)number
            : throw new JsonException();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
