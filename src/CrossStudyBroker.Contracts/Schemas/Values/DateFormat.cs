using System.Buffers;

namespace CrossStudyBroker.Contracts.Schemas.Values;

/// <summary>Dates and times of RFC 3339, section 5.6.</summary>
internal static class DateFormat
{
    private const int DateLength = 10;
    private const int LeapSecond = 60;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    public static bool IsDate(ReadOnlySpan<char> text) =>
        text.Length == DateLength
        && text[4] == '-' && text[7] == '-'
        && TryNumber(text[..4], out var year)
        && TryNumber(text[5..7], out var month)
        && TryNumber(text[8..], out var day)
        && year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    public static bool IsDateTime(ReadOnlySpan<char> text)
    {
        const int SecondsEnd = 19;
        if (text.Length <= SecondsEnd
            || !IsDate(text[..DateLength])
            || text[10] is not ('T' or 't') || text[13] != ':' || text[16] != ':'
            || !TryNumber(text[11..13], out var hour) || hour > 23
            || !TryNumber(text[14..16], out var minute) || minute > 59
            || !TryNumber(text[17..19], out var second) || second > LeapSecond)
        {
            return false;
        }

        var rest = text[SecondsEnd..];
        if (rest[0] == '.')
        {
            var fraction = rest[1..].IndexOfAnyExcept(Digits);
            if (fraction < 1)
            {
                return false;
            }

            rest = rest[(fraction + 1)..];
        }

        // Leap seconds are added at the end of a day in UTC only.
        return TryOffset(rest, out var offset) && (second < LeapSecond || ((hour * 60) + minute - offset + 1440) % 1440 == 1439);
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text is "Z" or "z")
        {
            return true;
        }

        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':'
            || !TryNumber(text[1..3], out var hour) || hour > 23
            || !TryNumber(text[4..], out var minute) || minute > 59)
        {
            return false;
        }

        minutes = ((hour * 60) + minute) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit(character))
            {
                return false;
            }

            number = (number * 10) + character - '0';
        }

        return true;
    }
}
