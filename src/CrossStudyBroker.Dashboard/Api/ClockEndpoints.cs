using System.Globalization;
using System.Text.Json;
using CrossStudyBroker.Broker.Time;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>Moving the clock of a host forward that was started for it (<c>Clock__AllowOffset</c>); otherwise there is nothing here.</summary>
internal static class ClockEndpoints
{
    public static void MapClock(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/clock", (Caller caller, IServiceProvider services) => Answer(caller, services, Show)).RequireAuthorization();
        routes.MapPut("/v1/clock", async (HttpRequest request, Caller caller, IServiceProvider services, CancellationToken cancellationToken) =>
        {
            var offset = await ReadAsync(request, cancellationToken);
            return Answer(caller, services, clock => offset is { } wanted && clock.MoveTo(wanted)
                ? Show(clock)
                : ProblemResults.Of(400, new Problem("value-malformed", "/offset", "How far the clock is to be ahead of the machine's, not less than it is now, such as 15.00:00:00 for 15 days.")));
        }).RequireAuthorization();
    }

    private static IResult Answer(Caller caller, IServiceProvider services, Func<ShiftedTime, IResult> answer) =>
        services.GetService<ShiftedTime>() is not { } clock ? ProblemResults.Of(404, new Problem(ProblemCodes.NotFound, "", "This host has the machine's clock."))
        : caller.Role != Role.Operator ? ProblemResults.Of(403, new Problem(ProblemCodes.NotPermitted, "", "Only the operator moves the clock."))
        : answer(clock);

    private static IResult Show(ShiftedTime clock) => TypedResults.Ok(new { now = clock.GetUtcNow(), offset = clock.Offset.ToString("c", CultureInfo.InvariantCulture) });

    private static async Task<TimeSpan?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync<Move>(request.Body, JsonSerializerOptions.Web, cancellationToken);
            return TimeSpan.TryParse(body?.Offset, CultureInfo.InvariantCulture, out var offset) ? offset : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Move(string? Offset);
}
