using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Dashboard.Api.Transfers;
using CrossStudyBroker.Dashboard.Filters;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Pages.Auditing;

/// <summary>What people and programs did: an institution what concerns its messages and its people, the operator all of it.</summary>
internal static class AuditPages
{
    public static void MapAuditPages(this IEndpointRouteBuilder routes) => routes.MapGet("/audit", ShowAsync).RequireAuthorization();

    private static async Task<IResult> ShowAsync(HttpRequest request, Caller caller, AuditLog audit, DirectorySource directory, CancellationToken cancellationToken)
    {
        var query = new QueryCollection(FormFields.ToQuery(request.Query).ToDictionary(StringComparer.OrdinalIgnoreCase));
        var (filter, faults) = AuditFilters.Read(query, caller, directory.Current);
        var usable = AuditFilters.Names.Where(name => query.ContainsKey(name) && !faults.Any(fault => fault.Filter.Equals(name, StringComparison.OrdinalIgnoreCase)))
            .ToDictionary(name => name, name => query[name].ToString());
        if (faults.Count == 0 && FormFields.IsForm(request.Query))
        {
            return Results.LocalRedirect(AuditTrail.Address(usable, "~/audit")); // the address to keep and to hand on
        }

        return Page.Of<AuditTrail>(
            new { Caller = caller, Filters = usable, Faults = faults.Select(fault => fault.Filter).ToList(), Found = faults.Count > 0 ? null : await audit.ListAsync(filter, cancellationToken) },
            faults.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }
}
