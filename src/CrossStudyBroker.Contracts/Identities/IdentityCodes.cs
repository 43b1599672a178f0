namespace CrossStudyBroker.Contracts.Identities;

/// <summary>Finds identity codes where none may be: in message ids, case ids and free texts.</summary>
public static class IdentityCodes
{
    /// <summary>
    /// True if the text contains a personal identity code whose date and check character hold, anything of the form of a learner number
    /// (also with a wrong check digit: a mistyped number is still somebody's), or a European Student Identifier. Case does not matter.
    /// </summary>
    public static bool LooksLikeIdentity(ReadOnlySpan<char> text) =>
        ContainsPersonalIdentityCode(text)
        || ContainsLearnerNumber(text)
        || text.Contains(EuropeanStudentIdentifier.Prefix, StringComparison.OrdinalIgnoreCase);

    private static bool ContainsPersonalIdentityCode(ReadOnlySpan<char> text)
    {
        Span<char> capitals = stackalloc char[PersonalIdentityCode.Length];
        for (var start = 0; start + PersonalIdentityCode.Length <= text.Length; start++)
        {
            if (!char.IsAsciiDigit(text[start]))
            {
                continue;
            }

            text.Slice(start, PersonalIdentityCode.Length).ToUpperInvariant(capitals);
            if (PersonalIdentityCode.IsValid(capitals) && !IsByChance(text, start))
            {
                return true;
            }
        }

        return false;
    }

    // Ids may be UUIDs and hashes, and of those about one in ten thousand holds a code by chance. So a code is overlooked where
    // its century sign is the first hyphen of a UUID, or is a hexadecimal digit among others.
    private static bool IsByChance(ReadOnlySpan<char> text, int start)
    {
        const int UuidLength = 36;
        var sign = text[start + 6];
        if (sign == '-')
        {
            return start >= 2 && start - 2 + UuidLength <= text.Length && Guid.TryParseExact(text.Slice(start - 2, UuidLength), "D", out _);
        }

        var end = start + PersonalIdentityCode.Length;
        return char.IsAsciiHexDigit(sign)
            && ((start > 0 && char.IsAsciiHexDigit(text[start - 1])) || (end < text.Length && char.IsAsciiHexDigit(text[end])));
    }

    private static bool ContainsLearnerNumber(ReadOnlySpan<char> text)
    {
        for (var start = text.IndexOf("1.2.246.562."); start >= 0 && start + LearnerNumber.Length <= text.Length; start++)
        {
            if (LearnerNumber.HasForm(text.Slice(start, LearnerNumber.Length)))
            {
                return true;
            }
        }

        return false;
    }
}
