using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CrossStudyBroker.Contracts.Schemas.Compiling;

/// <summary>
/// Rewrites a pattern of ECMAScript with the <c>u</c> flag, as JSON Schema has them, for the framework's engine without backtracking, which
/// takes time in proportion to the text whatever the pattern. The two differ silently in much (<c>\d</c> takes all the world's digits,
/// <c>$</c> stands before a last line feed, characters are UTF-16 units), so every part is rewritten or refused and none is passed through.
/// </summary>
/// <remarks><c>\p{…}</c> sees characters of the basic multilingual plane only.</remarks>
internal sealed class EcmaPattern
{
    private const string Digits = "0-9";
    private const string WordCharacters = "A-Za-z0-9_";
    private const string WhiteSpace = @"\t\n\v\f\r\u2028\u2029\ufeff\p{Zs}";
    private const string LineEnds = @"\n\r\u2028\u2029";
    private const string SurrogatePair = @"[\ud800-\udbff][\udc00-\udfff]";
    private const string SyntaxCharacters = @"^$\.*+?()[]{}|/-";

    private readonly PatternReader _reader;
    private readonly StringBuilder _result = new();

    private EcmaPattern(string pattern) => _reader = new PatternReader(pattern);

    public static Regex Compile(string pattern, SchemaSource source, string keyword)
    {
        try
        {
            return new Regex(new EcmaPattern(pattern).Rewrite(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or NotSupportedException)
        {
            throw source.Refuse(keyword, $"the pattern {pattern} cannot be taken, {exception.Message}");
        }
    }

    private string Rewrite()
    {
        while (!_reader.AtEnd)
        {
            Part();
        }

        return _result.ToString();
    }

    private void Part()
    {
        if (_reader.TryTakeQuantifier(out var quantifier))
        {
            _result.Append(quantifier);
            return;
        }

        var character = _reader.Take();
        switch (character)
        {
            case "^" or "|" or ")":
                _result.Append(character);
                break;
            case "$":
                _result.Append(@"\z");
                break;
            case ".":
                _result.Append(NoneOf(LineEnds));
                break;
            case "(":
                _reader.TakeGroupStart();
                _result.Append("(?:");
                break;
            case "[":
                CharacterClass();
                break;
            case "\\":
                Escape();
                break;
            case "{" or "}" or "]":
                throw new FormatException($"a lone {character} must be written \\{character}");
            default:
                _result.Append(Literal(character));
                break;
        }
    }

    private void Escape()
    {
        var letter = _reader.Take();
        _result.Append(letter switch
        {
            "d" => $"[{Digits}]",
            "D" => NoneOf(Digits),
            "w" => $"[{WordCharacters}]",
            "W" => NoneOf(WordCharacters),
            "s" => $"[{WhiteSpace}]",
            "S" => NoneOf(WhiteSpace),
            "p" => UnicodeCategory.Escape(_reader.TakeBraced()),
            "P" => NoneOf(UnicodeCategory.Escape(_reader.TakeBraced())),
            _ => Literal(EscapedCharacter(letter)),
        });
    }

    private void CharacterClass()
    {
        var isNegated = _reader.TryTake("^");
        var content = new StringBuilder();
        while (!_reader.TryTake("]"))
        {
            if (ClassSet() is { } set)
            {
                content.Append(set);
                continue;
            }

            content.Append(Unit(ClassCharacter()));
            if (_reader.TryTakeRangeDash())
            {
                content.Append('-').Append(Unit(ClassCharacter()));
            }
        }

        if (content.Length == 0)
        {
            throw new FormatException("a class must not be empty");
        }

        _result.Append(isNegated ? NoneOf(content.ToString()) : $"[{content}]");
    }

    private string? ClassSet()
    {
        if (_reader.TryTake(@"\d"))
        {
            return Digits;
        }

        if (_reader.TryTake(@"\w"))
        {
            return WordCharacters;
        }

        if (_reader.TryTake(@"\s"))
        {
            return WhiteSpace;
        }

        return _reader.TryTake(@"\p") ? UnicodeCategory.Escape(_reader.TakeBraced()) : null;
    }

    private string ClassCharacter()
    {
        var character = _reader.Take();
        if (character != "\\")
        {
            return character;
        }

        var letter = _reader.Take();
        return letter == "b" ? "\b" : EscapedCharacter(letter);
    }

    private string EscapedCharacter(string letter) => letter switch
    {
        "t" => "\t",
        "n" => "\n",
        "v" => "\v",
        "f" => "\f",
        "r" => "\r",
        "0" when !_reader.NextIsDigit => "\0",
        "c" => ((char)(_reader.TakeLetter() % 32)).ToString(),
        "x" => ((char)_reader.TakeHexadecimal(2)).ToString(),
        "u" => _reader.TakeUnicodeEscape(),
        _ when SyntaxCharacters.Contains(letter, StringComparison.Ordinal) => letter,
        _ => throw new FormatException($"\\{letter} is not supported"),
    };

    // One code point outside the set: a unit that is no half of a pair, or a pair.
    private static string NoneOf(string set) => $@"(?:[^{set}\ud800-\udfff]|{SurrogatePair})";

    private static string Literal(string character) =>
        character.Length == 1 ? Unit(character) : $"(?:{string.Concat(character.Select(unit => Unit(unit.ToString())))})";

    private static string Unit(string character)
    {
        if (character.Length != 1)
        {
            throw new FormatException("a class can only have characters of the basic multilingual plane");
        }

        return char.IsAsciiLetterOrDigit(character[0]) ? character : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character[0]:x4}");
    }
}
