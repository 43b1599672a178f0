using System.Collections.Frozen;
using System.Text.Json;

namespace CrossStudyBroker.Contracts.Problems;

/// <summary>contracts/problems.json, read once.</summary>
public static class ProblemCatalogue
{
    private static readonly FrozenDictionary<string, ProblemDefinition> Definitions = Read();

    /// <summary>All definitions.</summary>
    public static IReadOnlyCollection<ProblemDefinition> All => Definitions.Values;

    /// <summary>The definition of a code; null for a code that is not in the list.</summary>
    public static ProblemDefinition? Find(string code) => Definitions.GetValueOrDefault(code);

    private static FrozenDictionary<string, ProblemDefinition> Read()
    {
        using var stream = typeof(ProblemCatalogue).Assembly.GetManifestResourceStream("problems.json")
            ?? throw new InvalidOperationException("problems.json is not embedded in the Contracts assembly.");
        var list = JsonSerializer.Deserialize<ProblemList>(stream, JsonSerializerOptions.Web)
            ?? throw new InvalidOperationException("problems.json is empty.");
        return list.Problems.ToFrozenDictionary(problem => problem.Code);
    }

    private sealed record ProblemList(IReadOnlyList<ProblemDefinition> Problems);
}
