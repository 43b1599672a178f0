using System.Collections.Frozen;
using System.Text.Json;
using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Contracts.Requests;
using CrossStudyBroker.Contracts.Schemas;

namespace CrossStudyBroker.Dashboard.Api.Transfers;

/// <summary>Reads what somebody wants done, for the HTTP API and the pages' forms alike.</summary>
internal static class VerbReading
{
    /// <summary>The verbs by their names in the contract.</summary>
    public static FrozenDictionary<string, Verb> Verbs { get; } = Enum.GetValues<Verb>().ToFrozenDictionary(VerbDto.Name, StringComparer.Ordinal);

    /// <summary>The request, or what is wrong with it.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="body">What came with it, held against the verb's definition.</param>
    public static (VerbRequest? Wanted, IReadOnlyList<Problem> Problems) Read(Verb verb, RequestBody body)
    {
        if (body.Problems.Count > 0)
        {
            return (null, body.Problems);
        }

        if (body.Content.Text("code") is { } code && ProblemCatalogue.Find(code) is null)
        {
            var nearest = EditDistance.Nearest(code, ProblemCatalogue.All.Select(problem => problem.Code));
            return (null, [new Problem(ProblemCodes.ValueNotAllowed, "/code", $"Expected a code of problems.json; the nearest one is {nearest}.")]);
        }

        return (ToRequest(verb, body.Content), []);
    }

    private static VerbRequest ToRequest(Verb verb, JsonElement body) => new()
    {
        Verb = verb,
        Code = body.Text("code"),
        Note = body.Text("note")?.Trim(),
        To = body.Text("to") is { } to ? Enum.Parse<Party>(to, ignoreCase: true) : null,
        InsteadOf = body.TryGetProperty("insteadOf", out var entry) && entry.TryGetInt64(out var number) ? number : null,
    };
}
