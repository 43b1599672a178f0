using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>What is kept, when it is erased, and the proof that it was.</summary>
internal static class RetentionEndpoints
{
    public static void MapRetention(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/retention", async (Caller caller, RetentionReader reader, TimeProvider time, CancellationToken cancellationToken) =>
            TypedResults.Ok(RetentionDto.Of(await reader.ReadAsync(caller.VisibleTo, cancellationToken), time.GetUtcNow()))).RequireAuthorization();
        routes.MapGet("/v1/deliveries/{deliveryId}/erasure", ProveAsync).RequireAuthorization();
    }

    private static async Task<IResult> ProveAsync(string deliveryId, Caller caller, ErasureProofs proofs, CancellationToken cancellationToken) =>
        Guid.TryParse(deliveryId, out var id) && await proofs.FindAsync(id, caller.VisibleTo, cancellationToken) is { } proof
            ? TypedResults.Ok(ErasureDto.Of(proof))
            : ProblemResults.Of(404, new Problem(ProblemCodes.NotFound, "", "No such delivery of yours; its trace may be erased already."));
}
