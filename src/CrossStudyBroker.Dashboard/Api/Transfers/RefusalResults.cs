using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Contracts.Problems;
using Microsoft.AspNetCore.Http;

namespace CrossStudyBroker.Dashboard.Api.Transfers;

/// <summary>What a refused verb is answered with: why, who did what stands in the way, and what the caller may do instead.</summary>
internal static class RefusalResults
{
    /// <summary>The answer.</summary>
    public static IResult Of(VerbResult result)
    {
        var refused = result.Refused!; // the caller has looked
        return ProblemResults.Of(StatusOf(refused.Code), [new Problem(refused.Code, refused.Code == ProblemCodes.IdentityInText ? "/note" : "", Detail(refused))], more: new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["possible"] = result.View.Options.Where(option => option.Refused is null).Select(option => VerbDto.Name(option.Verb)).ToList(),
            ["because"] = refused.Because is { } done ? DoneDto.Of(done) : null,
        });
    }

    /// <summary>The HTTP status of a refusal.</summary>
    public static int StatusOf(string code) => code switch
    {
        ProblemCodes.IdentityInText => StatusCodes.Status400BadRequest,
        ProblemCodes.NotPermitted or ProblemCodes.ResolutionNotYours or ProblemCodes.OperatorNotAsked => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status409Conflict,
    };

    private static string? Detail(Refusal refused) => refused.Because is { } done
        ? $"{done.Action}, by {done.By.Name ?? "a program"} of {done.By.Institution ?? "the operator"} at {done.At:yyyy-MM-dd'T'HH:mm:ss'Z'}."
        : null;
}
