using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.Api;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Embedding;

/// <summary>An institution's own part of one case, as JSON and as the address of a list to embed (R24).</summary>
internal static class CaseStatusEndpoints
{
    public static void MapCaseStatus(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/cases/{caseId}").RequireAuthorization();
        group.MapReading("status", FindAsync);
        group.MapPost("embed", IssueAsync);
    }

    private static Task<IResult> FindAsync(string caseId, Caller caller, CaseStatusReading reading, CancellationToken cancellationToken) =>
        OfOwnAsync(caseId, caller, reading, TypedResults.Ok, cancellationToken);

    private static Task<IResult> IssueAsync(string caseId, HttpContext context, Caller caller, CaseStatusReading reading, EmbedTokens tokens, CancellationToken cancellationToken) =>
        OfOwnAsync(caseId, caller, reading, status =>
        {
            var (token, expiresAt) = tokens.Issue(status.Institution, caseId);
            var request = context.Request;
            return TypedResults.Ok(new { url = $"{request.Scheme}://{request.Host}{EmbedEndpoints.AddressOf(caseId, token)}", expiresAt });
        }, cancellationToken);

    private static async Task<IResult> OfOwnAsync(string caseId, Caller caller, CaseStatusReading reading, Func<CaseStatus, IResult> answer, CancellationToken cancellationToken)
    {
        if (caller.Institution is not { } institution)
        {
            return ProblemResults.Of(403, new Problem(ProblemCodes.NotPermitted, "", "A case is shown to the institutions that take part in it; the operator asks for /v1/messages?case=."));
        }

        return await reading.FindAsync(caseId, institution, cancellationToken) is { } status
            ? answer(status)
            : ProblemResults.Of(404, new Problem(ProblemCodes.NotFound, "", "No message of yours has this case id. Traces are kept 90 days."));
    }
}
