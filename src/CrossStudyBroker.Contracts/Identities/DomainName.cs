namespace CrossStudyBroker.Contracts.Identities;

/// <summary>The form of a domain name as scopes of identifiers use it: at least two labels of ASCII letters, digits and inner hyphens.</summary>
internal static class DomainName
{
    private const int Longest = 253;
    private const int LongestLabel = 63;

    public static bool IsValid(ReadOnlySpan<char> name)
    {
        if (name.Length > Longest || !name.Contains('.'))
        {
            return false;
        }

        foreach (var label in name.Split('.'))
        {
            if (!IsLabel(name[label]))
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsLabel(ReadOnlySpan<char> label)
    {
        if (label.Length is 0 or > LongestLabel || label[0] == '-' || label[^1] == '-')
        {
            return false;
        }

        foreach (var character in label)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character != '-')
            {
                return false;
            }
        }

        return true;
    }
}
