using System.Buffers;
using System.Net;

namespace CrossStudyBroker.Contracts.Schemas.Values;

/// <summary>Addresses as RFC 3986 writes them; the framework's own parser takes more (octal numbers, zones, ports).</summary>
internal static class IpAddress
{
    private static readonly SearchValues<char> V6Characters = SearchValues.Create("0123456789ABCDEFabcdef:.");

    public static bool IsV4(ReadOnlySpan<char> text)
    {
        var parts = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (++parts > 4 || part.Length is 0 or > 3 || part.ContainsAnyExceptInRange('0', '9')
                || (part.Length > 1 && part[0] == '0') || (part.Length == 3 && part.SequenceCompareTo("255") > 0))
            {
                return false;
            }
        }

        return parts == 4;
    }

    public static bool IsV6(ReadOnlySpan<char> text) =>
        text.Contains(':')
        && !text.ContainsAnyExcept(V6Characters)
        && (!text.Contains('.') || IsV4(text[(text.LastIndexOf(':') + 1)..]))
        && IPAddress.TryParse(text, out _);
}
