using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.Languages;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>What failed, by cause.</summary>
internal static class CauseEndpoints
{
    private static readonly string[] ListNames = ["limit", "cursor"];

    public static void MapCauses(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/causes").RequireAuthorization();
        group.MapReading("", ListAsync);
        group.MapReading("{id}", FindAsync);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, Caller caller, CauseReader causes, CancellationToken cancellationToken)
    {
        var filters = new QueryFilters(request.Query, ListNames);
        var limit = filters.Limit();
        var cursor = filters.Text("cursor", CauseReader.IsCursor, _ => "'next' of the page before; leave it out for the first page");
        if (filters.Faults.Count > 0)
        {
            return ProblemResults.Of(400, [.. filters.Faults.Select(fault => fault.ToProblem())]);
        }

        var page = await causes.ListAsync(caller.VisibleTo, cursor, limit, cancellationToken);
        return TypedResults.Ok(new { causes = page.Groups.Select(group => CauseDto.Of(group, Locale.Current)), next = page.NextCursor });
    }

    private static async Task<IResult> FindAsync(string id, Caller caller, CauseReader causes, CancellationToken cancellationToken) =>
        // One answer for what does not exist, what is somebody else's, and what is put right.
        await causes.FindAsync(id, caller.VisibleTo, cancellationToken) is { } group
            ? TypedResults.Ok(CauseDto.Of(group, Locale.Current))
            : ProblemResults.Of(404, new Problem(ProblemCodes.NotFound, "", "You have no part in a cause group with this id, or all of it has been put right."));
}
