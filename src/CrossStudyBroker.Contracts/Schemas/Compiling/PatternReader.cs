using System.Globalization;
using System.Text.RegularExpressions;

namespace CrossStudyBroker.Contracts.Schemas.Compiling;

/// <summary>Reads a pattern of ECMAScript piece by piece. What cannot be read is a <see cref="FormatException"/>.</summary>
internal sealed partial class PatternReader(string pattern)
{
    private int _at;

    public bool AtEnd => _at == pattern.Length;

    public bool NextIsDigit => _at < pattern.Length && char.IsAsciiDigit(pattern[_at]);

    /// <summary>The next code point.</summary>
    public string Take()
    {
        if (AtEnd)
        {
            throw new FormatException("it ends too early");
        }

        var length = char.IsHighSurrogate(pattern[_at]) && _at + 1 < pattern.Length ? 2 : 1;
        _at += length;
        return pattern.Substring(_at - length, length);
    }

    public bool TryTake(string text)
    {
        var isNext = string.CompareOrdinal(pattern, _at, text, 0, text.Length) == 0;
        _at += isNext ? text.Length : 0;
        return isNext;
    }

    public bool TryTakeQuantifier(out string quantifier)
    {
        quantifier = Quantifier().Match(pattern, _at) is { Success: true } match ? match.Value : "";
        _at += quantifier.Length;
        return quantifier.Length > 0;
    }

    /// <summary>Takes what follows an opening bracket, if it is not already the group's content.</summary>
    public void TakeGroupStart()
    {
        var start = GroupStart().Match(pattern, _at);
        _at += start.Length;
        if (!start.Success && !AtEnd && pattern[_at] == '?')
        {
            throw new FormatException("looking ahead and behind is not supported");
        }
    }

    /// <summary>Takes a hyphen that makes a range; before the end of the class it is only itself.</summary>
    public bool TryTakeRangeDash()
    {
        var isRange = _at + 1 < pattern.Length && pattern[_at] == '-' && pattern[_at + 1] != ']';
        _at += isRange ? 1 : 0;
        return isRange;
    }

    public string TakeBraced()
    {
        var end = pattern.IndexOf('}', _at);
        if (end < 0 || pattern[_at] != '{')
        {
            throw new FormatException("braces are missing");
        }

        var content = pattern[(_at + 1)..end];
        _at = end + 1;
        return content;
    }

    public char TakeLetter() =>
        !AtEnd && char.IsAsciiLetter(pattern[_at]) ? pattern[_at++] : throw new FormatException(@"\c needs a letter");

    public int TakeHexadecimal(int length)
    {
        var number = _at + length <= pattern.Length ? Hexadecimal(pattern.Substring(_at, length)) : Hexadecimal("");
        _at += length;
        return number;
    }

    /// <summary>What follows <c>\u</c>: four digits, two times four for a surrogate pair, or any number in braces.</summary>
    public string TakeUnicodeEscape()
    {
        if (!AtEnd && pattern[_at] == '{')
        {
            return char.ConvertFromUtf32(Hexadecimal(TakeBraced()));
        }

        var unit = (char)TakeHexadecimal(4);
        return char.IsHighSurrogate(unit) && TryTake(@"\u") ? string.Concat(unit.ToString(), ((char)TakeHexadecimal(4)).ToString()) : unit.ToString();
    }

    private static int Hexadecimal(string digits) => int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new FormatException("a hexadecimal number is expected");

    [GeneratedRegex(@"\G(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})\??")]
    private static partial Regex Quantifier();

    [GeneratedRegex(@"\G\?(?::|<[A-Za-z_$][A-Za-z0-9_$]*>)")]
    private static partial Regex GroupStart();
}
