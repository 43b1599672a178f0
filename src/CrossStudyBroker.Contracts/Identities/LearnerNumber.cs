using System.Buffers;

namespace CrossStudyBroker.Contracts.Identities;

/// <summary>The national learner number (oppijanumero): an OID <c>1.2.246.562.24.</c> followed by ten digits and a check digit.</summary>
/// <remarks>
/// The check digit of person OIDs (node 24) is <em>not</em> Luhn's, which the Finnish National Agency for Education uses for its other nodes
/// (organisations are node 10), but that of Finnish bank references: weights 7, 3, 1 from the right, modulo 10. Sources: the agency's own OID
/// generator ("IBM 1-3-7 for person OIDs, Luhn for others"), and the national cross-study service, which checks it the same way.
/// Node 98 is the agency's node for test learner numbers. The national cross-study service takes both nodes, and so does this: a test number
/// belongs to no one, just as a personal identity code with an individual number 900–999.
/// Where the check digit comes to 10 it is 0; numbers are also met with the 10 written out, which makes twelve digits.
/// </remarks>
public static class LearnerNumber
{
    internal const int PrefixLength = 15;
    internal const int Length = PrefixLength + 11;
    internal const string Prefix = "1.2.246.562.24.";
    internal const string TestPrefix = "1.2.246.562.98.";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>True if the node is a person's (24) or a test person's (98), eleven digits follow, and the last of them checks the others; or twelve, of which the last two are a check digit of 10.</summary>
    public static bool IsValid(ReadOnlySpan<char> number) =>
        (HasForm(number) && CheckDigit(number[PrefixLength..^1]) == number[^1])
        || (number.EndsWith("10") && HasForm(number[..^1]) && CheckDigit(number[PrefixLength..^2]) == '0');

    internal static bool HasForm(ReadOnlySpan<char> number) =>
        number.Length == Length
        && (number.StartsWith(Prefix) || number.StartsWith(TestPrefix))
        && !number[PrefixLength..].ContainsAnyExcept(Digits);

    private static char CheckDigit(ReadOnlySpan<char> digits)
    {
        ReadOnlySpan<int> weights = [7, 3, 1];
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            sum += (digits[^(i + 1)] - '0') * weights[i % 3];
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
