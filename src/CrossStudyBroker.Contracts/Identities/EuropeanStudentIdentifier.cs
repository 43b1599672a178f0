using System.Buffers;

namespace CrossStudyBroker.Contracts.Identities;

/// <summary>
/// The European Student Identifier: <c>urn:schac:personalUniqueCode:int:esi:</c>, then a country code or the home organisation's domain,
/// then the student's code there (GÉANT's specification, version 1.0). Only the form can be checked.
/// </summary>
public static class EuropeanStudentIdentifier
{
    internal const string Prefix = "urn:schac:personalUniqueCode:int:esi:";

    private const int LongestCode = 255;

    // What RFC 8141 allows in a name-specific string, apart from percent-encoding.
    private static readonly SearchValues<char> CodeCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/%");

    /// <summary>True if the text has the form of the identifier. The prefix is compared without regard to case, as SCHAC does.</summary>
    public static bool IsValid(ReadOnlySpan<char> identifier)
    {
        if (!identifier.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var rest = identifier[Prefix.Length..];
        var colon = rest.IndexOf(':');
        return colon > 0 && IsQualifier(rest[..colon]) && IsCode(rest[(colon + 1)..]);
    }

    // ISO 3166-1 (fi), ISO 3166-2 (es-ct) or a domain (uma.es).
    private static bool IsQualifier(ReadOnlySpan<char> qualifier)
    {
        var isCountry = qualifier.Length == 2 || (qualifier.Length is >= 4 and <= 6 && qualifier[2] == '-');
        return isCountry ? char.IsAsciiLetter(qualifier[0]) && char.IsAsciiLetter(qualifier[1]) && DomainName.IsLabel(qualifier)
            : DomainName.IsValid(qualifier);
    }

    private static bool IsCode(ReadOnlySpan<char> code) =>
        code.Length is > 0 and <= LongestCode && !code.ContainsAnyExcept(CodeCharacters);
}
