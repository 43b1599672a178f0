using System.Text.Json;
using System.Text.Unicode;

namespace CrossStudyBroker.Contracts.Envelopes;

/// <summary>Reads bytes as one JSON object, and says what is wrong with those that are none.</summary>
internal static class JsonReading
{
    private const int DeepestNesting = 32;
    private const string NotText = "A text or a name holds half of a surrogate pair, which is no character.";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = DeepestNesting };

    /// <summary>The bytes as a document; null where they are not one JSON object, and then what is wrong with them, without repeating any.</summary>
    public static JsonDocument? Read(ReadOnlyMemory<byte> body, out string fault)
    {
        if (!Utf8.IsValid(body.Span))
        {
            fault = "The message is not in UTF-8.";
            return null;
        }

        try
        {
            var document = JsonDocument.Parse(body, Strict);
            fault = FaultOf(document.RootElement, body.Span);
            if (fault.Length == 0)
            {
                return document;
            }

            document.Dispose();
        }
        catch (JsonException)
        {
            fault = FaultOf(body.Span);
        }
        catch (InvalidOperationException)
        {
            fault = NotText;
        }

        return null;
    }

    private static string FaultOf(JsonElement root, ReadOnlySpan<byte> body) =>
        root.ValueKind != JsonValueKind.Object ? "Expected one JSON object."
        : (body.IndexOf("\\ud"u8) >= 0 || body.IndexOf("\\uD"u8) >= 0) && !IsText(root) ? NotText // surrogates are U+D800 to U+DFFF
        : "";

    /// <summary>The first thing in a reader's way. Where nothing is, what was not read must have a name twice.</summary>
    private static string FaultOf(ReadOnlySpan<byte> body)
    {
        if (body.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return "The message is empty.";
        }

        if (body.StartsWith("\uFEFF"u8))
        {
            return "The message begins with a byte order mark; leave it out.";
        }

        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = DeepestNesting + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= DeepestNesting)
                {
                    return $"The message nests deeper than {DeepestNesting} levels.";
                }
            }
        }
        catch (JsonException exception)
        {
            return $"The message is not valid JSON from line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1} on.";
        }

        return "An object has the same name twice.";
    }

    /// <summary>False if a text holds half of a surrogate pair: JSON can escape it, but it is no character and cannot be stored or compared.</summary>
    private static bool IsText(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().All(property => property.Name is not null && IsText(property.Value)),
                JsonValueKind.Array => element.EnumerateArray().All(IsText),
                JsonValueKind.String => element.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
