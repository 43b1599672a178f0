namespace CrossStudyBroker.Contracts.Identities;

/// <summary>eduPersonPrincipalName: a user's name at an organisation, <c>name@scope</c>, the scope being a domain. Only the form can be checked.</summary>
public static class Eppn
{
    private const int LongestName = 256;

    /// <summary>True if there is one <c>@</c>, a name without white space or control characters before it and a domain after it.</summary>
    public static bool IsValid(ReadOnlySpan<char> eppn)
    {
        var at = eppn.IndexOf('@');
        return at is > 0 and <= LongestName && IsName(eppn[..at]) && DomainName.IsValid(eppn[(at + 1)..]);
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var character in name)
        {
            if (char.IsWhiteSpace(character) || char.IsControl(character))
            {
                return false;
            }
        }

        return true;
    }
}
