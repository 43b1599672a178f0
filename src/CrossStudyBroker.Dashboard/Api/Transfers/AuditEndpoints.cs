using System.Globalization;
using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Api.Transfers;

/// <summary>Reading the audit: an institution what concerns its messages and its people, the operator all of it.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder routes) => routes.MapReading("/v1/audit", ListAsync).RequireAuthorization();

    private static async Task<IResult> ListAsync(HttpRequest request, Caller caller, AuditLog audit, DirectorySource directory, CancellationToken cancellationToken)
    {
        var (filter, faults) = AuditFilters.Read(request.Query, caller, directory.Current);
        if (faults.Count > 0)
        {
            return ProblemResults.Of(400, [.. faults.Select(fault => fault.ToProblem())]);
        }

        var page = await audit.ListAsync(filter, cancellationToken);
        return TypedResults.Ok(new
        {
            entries = page.Entries.Select(entry => AuditDto.Of(entry, caller.VisibleTo)),
            next = page.Next?.ToString(CultureInfo.InvariantCulture),
        });
    }
}
