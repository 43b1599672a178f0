using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Contracts.Schemas;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Api.Transfers;

/// <summary>Seeing one delivery, and resolving it when it failed.</summary>
internal static class TransferEndpoints
{
    public static void MapTransfers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/deliveries").RequireAuthorization();
        group.MapReading("{id}", FindAsync);
        group.MapPost("{id}/{verb}", ActAsync);
    }

    /// <summary>One answer for what does not exist and what is somebody else's.</summary>
    public static IResult NoSuchDelivery() =>
        ProblemResults.Of(404, new Problem(ProblemCodes.NotFound, "", "No such delivery of yours: give its delivery id. Traces are kept 90 days."));

    private static async Task<IResult> FindAsync(string id, Caller caller, Permissions permissions, Resolving resolving, CancellationToken cancellationToken) =>
        Guid.TryParse(id, out var deliveryId) && await resolving.FindAsync(deliveryId, permissions.ToActor(caller), cancellationToken) is { } view
            ? TypedResults.Ok(TransferDto.Of(view))
            : NoSuchDelivery();

    private static async Task<IResult> ActAsync(
        string id, string verb, HttpRequest request, Caller caller, Permissions permissions, Resolving resolving, CancellationToken cancellationToken)
    {
        if (!VerbReading.Verbs.TryGetValue(verb, out var used))
        {
            return ProblemResults.Of(404, new Problem(ProblemCodes.NotFound, "", $"There is no such verb; the nearest is {EditDistance.Nearest(verb, VerbReading.Verbs.Keys)}."));
        }

        var (wanted, problems) = VerbReading.Read(used, await JsonRequest.ReadAsync(request, verb, cancellationToken));
        if (wanted is null)
        {
            return ProblemResults.Of(400, problems);
        }

        return Guid.TryParse(id, out var deliveryId) && await resolving.ActAsync(deliveryId, wanted, permissions.ToActor(caller), cancellationToken) is { } result
            ? result.Refused is null ? TypedResults.Ok(TransferDto.Of(result.View, result.IsRepeated)) : RefusalResults.Of(result)
            : NoSuchDelivery();
    }
}
