using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CrossStudyBroker.Contracts.Identities;

/// <summary>
/// Finds identity codes in what people write: also inside words, with odd spacing, dashes and digits of other scripts. It rather takes something
/// harmless for a code than overlooks one; what it finds is never told.
/// </summary>
public static partial class IdentityCodesInText
{
    private const string PersonPrefix = "12246562";

    /// <summary>
    /// True if the text holds a personal identity code (also without its century sign), a learner number, a European Student Identifier, or
    /// something of the form of an eduPersonPrincipalName, which an e-mail address has too. Ids of messages (UUIDs) are none of these,
    /// and where there is no text there is none either.
    /// </summary>
    public static bool Contains([NotNullWhen(true)] string? text)
    {
        if (text is null)
        {
            return false;
        }

        var plain = Uuid().Replace(Plain(text), " ");
        var joined = WhiteSpace().Replace(plain, "");
        return HoldsPersonalIdentityCode(joined)
            || HoldsSpelledCode(plain)
            || HoldsLearnerNumber(plain)
            || joined.Contains("personalUniqueCode", StringComparison.OrdinalIgnoreCase)
            || PrincipalName().IsMatch(joined);
    }

    /// <summary>With the digits, dashes and letters that codes are written with; without characters that nobody sees.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in text.EnumerateRunes().SelectMany(rune => rune.ToString().Normalize(NormalizationForm.FormKC)))
        {
            var category = char.GetUnicodeCategory(character);
            var digit = CharUnicodeInfo.GetDecimalDigitValue(character);
            if (category is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark))
            {
                plain.Append(
                    digit >= 0 ? (char)('0' + digit)
                    : category == UnicodeCategory.DashPunctuation || character == '\u2212' ? '-' // the minus sign
                    : char.ToUpperInvariant(character));
            }
        }

        return plain.ToString();
    }

    private static bool HoldsPersonalIdentityCode(string joined)
    {
        for (var start = 0; start + PersonalIdentityCode.Length <= joined.Length; start++)
        {
            if (PersonalIdentityCode.IsValid(joined.AsSpan(start, PersonalIdentityCode.Length)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HoldsSpelledCode(string plain)
    {
        for (var match = SpelledCode().Match(plain); match.Success; match = SpelledCode().Match(plain, match.Index + 1))
        {
            var (date, number) = (Part("dd", "mm", "yy"), Part("number", "check", "numberAndLetter"));
            if (PersonalIdentityCode.IsValid($"{date}-{number}") || PersonalIdentityCode.IsValid($"{date}A{number}")) // 29 February is not in every century
            {
                return true;
            }

            string Part(params string[] groups) => string.Concat(groups.Select(group => match.Groups[group].Value));
        }

        return false;
    }

    /// <summary>The digits of one, whatever stands between them.</summary>
    private static bool HoldsLearnerNumber(string plain)
    {
        const int Digits = 11;
        var digits = string.Concat(plain.Where(char.IsAsciiDigit));
        foreach (var node in (ReadOnlySpan<string>)["24", "98"])
        {
            var start = digits.IndexOf(PersonPrefix + node, StringComparison.Ordinal);
            if (start >= 0 && digits.Length - start - PersonPrefix.Length - node.Length >= Digits)
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex("[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}", RegexOptions.NonBacktracking)]
    private static partial Regex Uuid();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex WhiteSpace();

    // The date's parts, something in place of the century sign, the individual number and the check character; or no sign at all, then a letter.
    [GeneratedRegex(@"(?<dd>[0-9]{2})[\W_]{0,3}(?<mm>[0-9]{2})[\W_]{0,3}(?<yy>[0-9]{2})(?:[\W_]{1,3}(?<number>[0-9]{3})[\W_]{0,3}(?<check>[0-9A-Y])|(?<numberAndLetter>[0-9]{3}[A-Y]))", RegexOptions.NonBacktracking)]
    private static partial Regex SpelledCode();

    [GeneratedRegex(@"[\p{L}\p{N}._%+'-]@[A-Z0-9-]+(\.[A-Z0-9-]+)*\.[A-Z]{2,}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex PrincipalName();
}
