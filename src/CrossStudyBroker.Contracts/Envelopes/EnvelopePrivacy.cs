using System.Text.Json;
using CrossStudyBroker.Contracts.Identities;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Contracts.Schemas;

namespace CrossStudyBroker.Contracts.Envelopes;

/// <summary>The envelope is shown, stored and logged, so it holds no personal data: no attribute may carry an identity code.</summary>
internal static class EnvelopePrivacy
{
    // Enough to repair a message by.
    private const int ProblemsTold = 10;

    // A shorter number turns up in ids by chance.
    private const int ShortestStudentNumber = 5;

    /// <summary>A problem for each attribute, known or not, that holds an identity code in its value or its name.</summary>
    /// <param name="root">The message.</param>
    /// <param name="type">Its type; null if it is unknown.</param>
    public static IEnumerable<Problem> Problems(JsonElement root, MessageType? type)
    {
        foreach (var attribute in root.EnumerateObject().Where(attribute => HoldsIdentity(root, type, attribute)).Take(ProblemsTold))
        {
            yield return new Problem(ProblemCodes.IdentityInEnvelope, JsonPointer.ForeignStep(attribute.Name), "An identity code may stand in data only, never in the envelope.");
        }
    }

    private static bool HoldsIdentity(JsonElement root, MessageType? type, JsonProperty attribute)
    {
        var text = attribute.Value.ValueKind == JsonValueKind.String ? attribute.Value.GetString() : null;
        return IdentityCodes.LooksLikeIdentity(text)
            || IdentityCodes.LooksLikeIdentity(attribute.Name)
            || (text is not null && IsMadeBySender(attribute, type) && NamesStudent(root, text));
    }

    /// <summary>A reply copies the case id of the message it answers.</summary>
    private static bool IsMadeBySender(JsonProperty attribute, MessageType? type) =>
        attribute.NameEquals("id") || (attribute.NameEquals("caseid") && type is not { IsReply: true });

    /// <summary>Student numbers have no form to know them by, but the message's own student has them in its data.</summary>
    private static bool NamesStudent(JsonElement root, string text) =>
        root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
        && data.TryGetProperty("student", out var student) && student.ValueKind == JsonValueKind.Object
        && (HoldsNumber(text, student, "homeStudentNumber") || HoldsNumber(text, student, "targetStudentNumber"));

    private static bool HoldsNumber(string text, JsonElement student, string field) =>
        student.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: >= ShortestStudentNumber } number
        && text.IndexOf(number, StringComparison.OrdinalIgnoreCase) is >= 0 and var start
        && !IsLetterOrDigit(text, start - 1) && !IsLetterOrDigit(text, start + number.Length);

    private static bool IsLetterOrDigit(string text, int index) => index >= 0 && index < text.Length && char.IsLetterOrDigit(text[index]);
}
