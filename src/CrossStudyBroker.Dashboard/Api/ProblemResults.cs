using System.Globalization;
using CrossStudyBroker.Contracts.Problems;
using Microsoft.AspNetCore.Http;
using static CrossStudyBroker.Contracts.Problems.ProblemCodes;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>Problem details (RFC 9457) with the codes of contracts/problems.json; every fault with its JSON Pointer.</summary>
internal static class ProblemResults
{
    /// <summary>The HTTP status that fits a refused message.</summary>
    public static int StatusOf(string code) => code switch
    {
        MalformedJson => StatusCodes.Status400BadRequest,
        SourceMismatch => StatusCodes.Status403Forbidden,
        DuplicateConflict => StatusCodes.Status409Conflict,
        MessageTooLarge => StatusCodes.Status413PayloadTooLarge,
        ContentTypeUnsupported => StatusCodes.Status415UnsupportedMediaType,
        BrokerError => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    /// <summary>One problem.</summary>
    public static IResult Of(int status, Problem problem) => Of(status, [problem], null);

    /// <summary>One or more problems; the first one gives title and code.</summary>
    public static IResult Of(int status, IReadOnlyList<Problem> problems, IReadOnlyDictionary<string, object?>? more)
    {
        var first = problems[0];
        var definition = ProblemCatalogue.Find(first.Code);
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["code"] = first.Code,
            ["remedy"] = Text(definition?.Remedy),
            ["errors"] = problems.Select(problem => new { code = problem.Code, pointer = problem.Pointer, detail = problem.Detail }).ToList(),
        };
        foreach (var (name, value) in more ?? new Dictionary<string, object?>())
        {
            extensions[name] = value;
        }

        return TypedResults.Problem(
            statusCode: status,
            type: $"https://crossstudybroker.example/problems/{first.Code}",
            title: Text(definition?.Title) ?? first.Code,
            detail: first.Detail ?? Text(definition?.Cause),
            extensions: extensions);
    }

    private static string? Text(LocalisedText? text) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName switch
    {
        "fi" => text?.Fi,
        "sv" => text?.Sv,
        _ => text?.En,
    };
}
