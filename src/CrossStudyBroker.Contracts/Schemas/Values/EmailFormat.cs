using System.Buffers;

namespace CrossStudyBroker.Contracts.Schemas.Values;

/// <summary>E-mail addresses: the Mailbox of RFC 5321, section 4.1.2.</summary>
internal static class EmailFormat
{
    private static readonly SearchValues<char> AtomCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~");

    public static bool IsEmail(ReadOnlySpan<char> text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && IsLocalPart(text[..at]) && IsDomain(text[(at + 1)..]);
    }

    private static bool IsLocalPart(ReadOnlySpan<char> text)
    {
        if (text is ['"', .. var inner, '"'])
        {
            return IsQuoted(inner);
        }

        foreach (var atom in text.Split('.'))
        {
            if (text[atom].IsEmpty || text[atom].ContainsAnyExcept(AtomCharacters))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsQuoted(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var isEscape = text[i] == '\\';
            if (isEscape && ++i == text.Length)
            {
                return false;
            }

            if (text[i] is < ' ' or > '~' || (!isEscape && text[i] == '"'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDomain(ReadOnlySpan<char> text)
    {
        if (text is ['[', .. var literal, ']'])
        {
            return literal.StartsWith("IPv6:") ? IpAddress.IsV6(literal["IPv6:".Length..]) : IpAddress.IsV4(literal);
        }

        foreach (var label in text.Split('.'))
        {
            if (!IsLabel(text[label]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsLabel(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character != '-')
            {
                return false;
            }
        }

        return text is [not '-', ..] and [.., not '-'];
    }
}
