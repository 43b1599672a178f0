using System.Globalization;
using CrossStudyBroker.Broker.Overviews;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.Languages;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>Whether transfers flow.</summary>
internal static class OverviewEndpoints
{
    /// <summary>Days that are counted for where nothing else is asked.</summary>
    public const int DefaultDays = 7;

    private const int MostDays = 90;

    public static void MapOverview(this IEndpointRouteBuilder routes) => routes.MapReading("/v1/overview", ShowAsync).RequireAuthorization();

    private static async Task<IResult> ShowAsync(
        HttpRequest request, Caller caller, OverviewReader overviews, StoreOptions store, TransportState transport, CancellationToken cancellationToken)
    {
        var days = DefaultDays;
        if (request.Query.Keys.FirstOrDefault(name => name != "days") is { } unknown)
        {
            return ProblemResults.Of(400, new FilterFault(unknown, "There is no such filter; the only one here is 'days'.").ToProblem());
        }

        if (request.Query.TryGetValue("days", out var given)
            && !(int.TryParse(given.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out days) && days is >= 1 and <= MostDays))
        {
            return ProblemResults.Of(400, new FilterFault("days", $"The filter 'days' takes a whole number from 1 to {MostDays}.").ToProblem());
        }

        return TypedResults.Ok(OverviewDto.Of(await overviews.ReadAsync(caller.VisibleTo, days, cancellationToken), store.Kind, transport, Locale.Current));
    }
}
