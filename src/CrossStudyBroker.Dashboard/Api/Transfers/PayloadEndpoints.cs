using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Api.Transfers;

/// <summary>Reading the message of a delivery that waits. There is no HEAD: asking is reading, and audited.</summary>
internal static class PayloadEndpoints
{
    public static void MapPayloads(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/deliveries/{id}/payload", ReadAsync).RequireAuthorization();

    private static async Task<IResult> ReadAsync(
        string id, HttpResponse response, Caller caller, Permissions permissions, PayloadReading reading, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(id, out var deliveryId) || await reading.ReadAsync(deliveryId, permissions.ToActor(caller), cancellationToken) is not { } read)
        {
            return TransferEndpoints.NoSuchDelivery();
        }

        response.Headers.CacheControl = "no-store";
        return (read.Content, permissions.Against(caller, Right.ReadPayloads)) switch
        {
            ({ } content, _) => TypedResults.Bytes(content, "application/cloudevents+json"),
            (null, { } obstacle) => ProblemResults.Of(obstacle),
            _ => ProblemResults.Of(StatusCodes.Status410Gone, new Problem(read.Refused ?? ProblemCodes.PayloadNotKept, "")),
        };
    }
}
