using System.Text.Json;
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
    private static readonly Dictionary<string, Verb> Verbs = Enum.GetValues<Verb>().ToDictionary(VerbDto.Name, StringComparer.Ordinal);

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
        if (!Verbs.TryGetValue(verb, out var used))
        {
            return ProblemResults.Of(404, new Problem(ProblemCodes.NotFound, "", $"There is no such verb; the nearest is {EditDistance.Nearest(verb, Verbs.Keys)}."));
        }

        var (body, problems) = await JsonRequest.ReadAsync(request, verb, cancellationToken);
        if (problems.Count > 0)
        {
            return ProblemResults.Of(400, problems);
        }

        var wanted = ToRequest(used, body);
        if (wanted.Code is { } code && ProblemCatalogue.Find(code) is null)
        {
            var nearest = EditDistance.Nearest(code, ProblemCatalogue.All.Select(problem => problem.Code));
            return ProblemResults.Of(400, new Problem(ProblemCodes.ValueNotAllowed, "/code", $"Expected a code of problems.json; the nearest one is {nearest}."));
        }

        return Guid.TryParse(id, out var deliveryId) && await resolving.ActAsync(deliveryId, wanted, permissions.ToActor(caller), cancellationToken) is { } result
            ? result.Refused is null ? TypedResults.Ok(TransferDto.Of(result.View, result.IsRepeated)) : RefusalResults.Of(result)
            : NoSuchDelivery();
    }

    private static VerbRequest ToRequest(Verb verb, JsonElement body) => new()
    {
        Verb = verb,
        Code = body.Text("code"),
        Note = body.Text("note")?.Trim(),
        To = body.Text("to") is { } to ? Enum.Parse<Party>(to, ignoreCase: true) : null,
        InsteadOf = body.TryGetProperty("insteadOf", out var entry) && entry.TryGetInt64(out var number) ? number : null,
    };
}
