using System.Globalization;
using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Api.Transfers;

/// <summary>Reading the audit: an institution what concerns its messages and its people, the operator all of it.</summary>
internal static class AuditEndpoints
{
    private static readonly string[] Names = ["delivery", "job", "from", "to", "limit", "cursor"];

    public static void MapAudit(this IEndpointRouteBuilder routes) => routes.MapReading("/v1/audit", ListAsync).RequireAuthorization();

    private static async Task<IResult> ListAsync(HttpRequest request, Caller caller, AuditLog audit, CancellationToken cancellationToken)
    {
        var filters = new QueryFilters(request.Query, Names);
        var filter = new AuditFilter
        {
            VisibleTo = caller.VisibleTo,
            DeliveryId = filters.Id("delivery"),
            JobId = filters.Id("job"),
            From = filters.Moment("from"),
            To = filters.Moment("to"),
            Before = filters.Cursor(),
            Limit = filters.Limit(),
        };
        if (filters.Faults.Count > 0)
        {
            return ProblemResults.Of(400, [.. filters.Faults.Select(fault => fault.ToProblem())]);
        }

        var page = await audit.ListAsync(filter, cancellationToken);
        return TypedResults.Ok(new
        {
            entries = page.Entries.Select(entry => AuditDto.Of(entry, caller.VisibleTo)),
            next = page.Next?.ToString(CultureInfo.InvariantCulture),
        });
    }
}
