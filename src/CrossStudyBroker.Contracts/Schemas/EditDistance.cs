namespace CrossStudyBroker.Contracts.Schemas;

/// <summary>Finds the known name that an unknown one was most likely meant to be.</summary>
public static class EditDistance
{
    private const int LongestName = 64;

    /// <summary>The candidate with the fewest insertions, deletions, replacements and swaps of neighbours, capitals disregarded.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates) =>
        candidates.MinBy(candidate => Between(name, candidate));

    /// <summary>How many insertions, deletions, replacements and swaps of neighbours lie between two names, capitals disregarded.</summary>
    public static int Between(string first, string second)
    {
        var a = first.Length > LongestName ? first[..LongestName].ToLowerInvariant() : first.ToLowerInvariant();
        var b = second.Length > LongestName ? second[..LongestName].ToLowerInvariant() : second.ToLowerInvariant();
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                table[i, j] = i == 0 || j == 0 ? i + j : Step(table, a, b, i, j);
            }
        }

        return table[a.Length, b.Length];
    }

    private static int Step(int[,] table, string a, string b, int i, int j)
    {
        var replaced = table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        var best = Math.Min(replaced, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
        var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(best, table[i - 2, j - 2] + 1) : best;
    }
}
