using System.Text.Json;
using CrossStudyBroker.Contracts.Identities;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Contracts.Schemas.Compiling;
using CrossStudyBroker.Contracts.Schemas.Values;

namespace CrossStudyBroker.Contracts.Schemas.Checks;

/// <summary>
/// A <c>$comment</c> that begins with <c>identity-code:</c>. JSON Schema cannot say "with a correct check character", and a keyword of
/// our own would make the schemas unreadable to validators that are strict about keywords; a comment is ignored by all of them.
/// </summary>
internal sealed class IdentityCodeCheck : SchemaCheck
{
    private const string Prefix = "identity-code:";

    private static readonly Dictionary<string, IdentityCodeCheck> Kinds = new(StringComparer.Ordinal)
    {
        ["hetu"] = new(PersonalIdentityCode.IsValid, ProblemCodes.IdentityCodeInvalid, "a personal identity code with an existing date, a known century sign and a correct check character"),
        ["learner-number"] = new(LearnerNumber.IsValid, ProblemCodes.IdentityCodeInvalid, "a national learner number, 1.2.246.562.24. and eleven digits, with a correct check digit"),
        ["esi"] = new(EuropeanStudentIdentifier.IsValid, ProblemCodes.ValueMalformed, "a European Student Identifier"),
        ["eppn"] = new(Eppn.IsValid, ProblemCodes.ValueMalformed, "an eduPersonPrincipalName, a name at a domain"),
        ["student-number"] = new(StudentNumber.IsValid, ProblemCodes.ValueMalformed, "a student number of letters, digits and - . _ /"),
    };

    private readonly Func<ReadOnlySpan<char>, bool> _isValid;
    private readonly string _code;
    private readonly string _expected;

    private IdentityCodeCheck(Func<ReadOnlySpan<char>, bool> isValid, string code, string expected)
    {
        _isValid = isValid;
        _code = code;
        _expected = expected;
    }

    // What is no code would mostly fail its pattern too, which says less of it.
    public override bool IsDecisive => true;

    public static IdentityCodeCheck? From(SchemaSource source)
    {
        var comment = source.Has("$comment", out _) ? source.String("$comment") : "";
        if (!comment.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        return Kinds.GetValueOrDefault(comment[Prefix.Length..])
            ?? throw source.Refuse("$comment", $"an identity code is one of {string.Join(", ", Kinds.Keys)}");
    }

    public override bool Check(JsonElement instance, FaultCollector? faults)
    {
        if (instance.ValueKind != JsonValueKind.String)
        {
            return true;
        }

        // All of them are far shorter; a longer text is none.
        var raw = JsonText.Raw(instance);
        Span<char> buffer = stackalloc char[JsonText.ShortText * 2];
        if (raw.Length <= buffer.Length && JsonText.TryDecode(raw, buffer, out var length) && _isValid(buffer[..length]))
        {
            return true;
        }

        faults?.Add(_code, "$comment", $"Expected {_expected}.");
        return false;
    }
}
