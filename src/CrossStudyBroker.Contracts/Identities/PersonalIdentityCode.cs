using System.Buffers;

namespace CrossStudyBroker.Contracts.Identities;

/// <summary>The Finnish personal identity code (henkilötunnus, hetu): <c>ddmmyy</c>, century sign, individual number, check character.</summary>
public static class PersonalIdentityCode
{
    /// <summary>The number of characters in every personal identity code.</summary>
    public const int Length = 11;

    // Government Decree 128/2010 on the Population Information System, section 2: the nine digits modulo 31.
    private const string CheckCharacters = "0123456789ABCDEFHJKLMNPRSTUVWXY";

    // The further signs came by an amendment of the decree in force since 2023-01-01, because the numbers of some days ran out.
    private const string SignsOf1900 = "-YXWVU";
    private const string SignsOf2000 = "ABCDEF";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>
    /// True if the date exists, the century sign is known, the individual number is 002–999 and the check character agrees.
    /// Numbers 900–999 are never given to people: they are for test persons and temporary codes, and are accepted here.
    /// Letters are capitals only, as the register writes them.
    /// </summary>
    public static bool IsValid(ReadOnlySpan<char> code) =>
        code.Length == Length
        && !code[..6].ContainsAnyExcept(Digits)
        && !code[7..10].ContainsAnyExcept(Digits)
        && Century(code[6]) is { } century
        && IsDate(century + Number(code[4..6]), Number(code[2..4]), Number(code[..2]))
        && Number(code[7..10]) >= 2
        && code[10] == CheckCharacters[((Number(code[..6]) * 1000) + Number(code[7..10])) % 31];

    private static int? Century(char sign)
    {
        if (sign == '+')
        {
            return 1800;
        }

        return SignsOf1900.Contains(sign) ? 1900 : SignsOf2000.Contains(sign) ? 2000 : null;
    }

    private static bool IsDate(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    private static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            number = (number * 10) + digit - '0';
        }

        return number;
    }
}
