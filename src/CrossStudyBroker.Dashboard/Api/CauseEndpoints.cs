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
    public static void MapCauses(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/causes").RequireAuthorization();
        group.MapReading("", ListAsync);
        group.MapReading("{id}", FindAsync);
    }

    private static async Task<IResult> ListAsync(Caller caller, CauseReader causes, CancellationToken cancellationToken)
    {
        var list = await causes.ListAsync(caller.VisibleTo, cancellationToken);
        return TypedResults.Ok(new { causes = list.Groups.Select(group => CauseDto.Of(group, Locale.Current)), complete = list.IsComplete });
    }

    private static async Task<IResult> FindAsync(string id, Caller caller, CauseReader causes, CancellationToken cancellationToken) =>
        // One answer for what does not exist, what is somebody else's, and what is put right.
        await causes.FindAsync(id, caller.VisibleTo, cancellationToken) is { } group
            ? TypedResults.Ok(CauseDto.Of(group, Locale.Current))
            : ProblemResults.Of(404, new Problem(ProblemCodes.NotFound, "", "You have no part in a cause group with this id, or all of it has been put right."));
}
