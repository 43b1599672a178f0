using CrossStudyBroker.Broker.Findings;
using CrossStudyBroker.Dashboard.Languages;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>What does not move.</summary>
internal static class FindingEndpoints
{
    public static void MapFindings(this IEndpointRouteBuilder routes) => routes.MapReading("/v1/findings", ListAsync).RequireAuthorization();

    private static async Task<IResult> ListAsync(Caller caller, FindingReader findings, CancellationToken cancellationToken)
    {
        var list = await findings.ListAsync(caller.VisibleTo, cancellationToken);
        return TypedResults.Ok(new { findings = list.Findings.Select(finding => FindingDto.Of(finding, Locale.Current)), checkedAt = list.CheckedAt });
    }
}
