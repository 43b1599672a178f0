using System.Buffers;

namespace CrossStudyBroker.Contracts.Schemas.Values;

/// <summary>Absolute URIs of RFC 3986. <see cref="Uri"/> is no help: it mends much that is not a URI.</summary>
internal static class UriFormat
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private const string SubDelimiters = "!$&'()*+,;=";

    private static readonly SearchValues<char> SchemeCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");

    private static readonly SearchValues<char> UserCharacters = SearchValues.Create(Unreserved + SubDelimiters + ":%");
    private static readonly SearchValues<char> HostCharacters = SearchValues.Create(Unreserved + SubDelimiters + "%");
    private static readonly SearchValues<char> FutureCharacters = SearchValues.Create(Unreserved + SubDelimiters + ":");
    private static readonly SearchValues<char> PathCharacters = SearchValues.Create(Unreserved + SubDelimiters + ":@/%");
    private static readonly SearchValues<char> QueryCharacters = SearchValues.Create(Unreserved + SubDelimiters + ":@/?%");

    public static bool IsUri(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        if (colon < 1 || !char.IsAsciiLetter(text[0]) || text[..colon].ContainsAnyExcept(SchemeCharacters) || !PercentsAreEncoded(text))
        {
            return false;
        }

        var rest = text[(colon + 1)..];
        var fragment = Cut(ref rest, '#');
        var query = Cut(ref rest, '?');
        return !fragment.ContainsAnyExcept(QueryCharacters) && !query.ContainsAnyExcept(QueryCharacters) && IsHierarchy(rest);
    }

    // Takes away what follows the first separator.
    private static ReadOnlySpan<char> Cut(ref ReadOnlySpan<char> text, char separator)
    {
        var at = text.IndexOf(separator);
        if (at < 0)
        {
            return [];
        }

        var tail = text[(at + 1)..];
        text = text[..at];
        return tail;
    }

    private static bool IsHierarchy(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("//"))
        {
            return !text.ContainsAnyExcept(PathCharacters);
        }

        var authority = text[2..];
        var slash = authority.IndexOf('/');
        var path = slash < 0 ? [] : authority[slash..];
        authority = slash < 0 ? authority : authority[..slash];
        return IsAuthority(authority) && !path.ContainsAnyExcept(PathCharacters);
    }

    private static bool IsAuthority(ReadOnlySpan<char> text)
    {
        var at = text.LastIndexOf('@');
        if (at >= 0 && text[..at].ContainsAnyExcept(UserCharacters))
        {
            return false;
        }

        var host = text[(at + 1)..];
        var portAt = host.LastIndexOf(':');
        if (portAt > host.LastIndexOf(']'))
        {
            if (host[(portAt + 1)..].ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }

            host = host[..portAt];
        }

        return host is ['[', .. var literal, ']'] ? IpAddress.IsV6(literal) || IsFuture(literal) : !host.ContainsAnyExcept(HostCharacters);
    }

    private static bool IsFuture(ReadOnlySpan<char> text)
    {
        var dot = text.IndexOf('.');
        return dot > 1 && (text[0] is 'v' or 'V')
            && IsHexadecimal(text[1..dot]) && dot + 1 < text.Length && !text[(dot + 1)..].ContainsAnyExcept(FutureCharacters);
    }

    private static bool PercentsAreEncoded(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && (i + 2 >= text.Length || !IsHexadecimal(text.Slice(i + 1, 2))))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsHexadecimal(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiHexDigit(character))
            {
                return false;
            }
        }

        return true;
    }
}
