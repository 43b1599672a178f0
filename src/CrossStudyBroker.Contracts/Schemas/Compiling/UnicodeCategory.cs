namespace CrossStudyBroker.Contracts.Schemas.Compiling;

/// <summary>The general categories of Unicode, which ECMAScript also knows by long names. Scripts and other properties are not supported.</summary>
internal static class UnicodeCategory
{
    private const string ShortNames = " L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp C Cc Cf Co Cn ";

    private static readonly Dictionary<string, string> LongNames = new(StringComparer.Ordinal)
    {
        ["Letter"] = "L",
        ["Uppercase_Letter"] = "Lu",
        ["Lowercase_Letter"] = "Ll",
        ["Mark"] = "M",
        ["Number"] = "N",
        ["Decimal_Number"] = "Nd",
        ["digit"] = "Nd",
        ["Punctuation"] = "P",
        ["punct"] = "P",
        ["Symbol"] = "S",
        ["Separator"] = "Z",
        ["Space_Separator"] = "Zs",
        ["Other"] = "C",
        ["Control"] = "Cc",
    };

    /// <summary>The category as the framework's patterns write it, for use inside a class or alone.</summary>
    public static string Escape(string name)
    {
        var shortName = LongNames.GetValueOrDefault(name, name);
        return ShortNames.Contains($" {shortName} ", StringComparison.Ordinal)
            ? $@"\p{{{shortName}}}"
            : throw new FormatException($"the Unicode property {name} is not supported");
    }
}
