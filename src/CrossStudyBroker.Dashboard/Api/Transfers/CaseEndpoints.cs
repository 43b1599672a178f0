using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Api.Transfers;

/// <summary>The case that home, target and operator share, each its own part of it.</summary>
internal static class CaseEndpoints
{
    public static void MapCases(this IEndpointRouteBuilder routes) => routes.MapReading("/v1/cases/{caseId}", FindAsync).RequireAuthorization();

    private static async Task<IResult> FindAsync(string caseId, Caller caller, Permissions permissions, Resolving resolving, CancellationToken cancellationToken) =>
        // One answer for what does not exist and what is somebody else's.
        await resolving.FindCaseAsync(caseId, permissions.ToActor(caller), cancellationToken) is { } view
            ? TypedResults.Ok(new { caseId, deliveries = view.Transfers.Select(transfer => TransferDto.Of(transfer)), complete = view.IsComplete })
            : ProblemResults.Of(404, new Problem(ProblemCodes.NotFound, "", "No such case of yours. Traces are kept 90 days."));
}
