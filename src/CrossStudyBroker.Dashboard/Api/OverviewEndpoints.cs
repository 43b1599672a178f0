using CrossStudyBroker.Broker.Overviews;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Dashboard.Languages;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>Whether transfers flow.</summary>
internal static class OverviewEndpoints
{
    public static void MapOverview(this IEndpointRouteBuilder routes) => routes.MapReading("/v1/overview", ShowAsync).RequireAuthorization();

    private static async Task<IResult> ShowAsync(
        HttpRequest request, Caller caller, OverviewReader overviews, StoreOptions store, TransportState transport, CancellationToken cancellationToken)
    {
        var (query, fault) = OverviewQuery.Read(request.Query, caller);
        return fault is null
            ? TypedResults.Ok(OverviewDto.Of(await overviews.ReadAsync(query.Institution, query.Days, cancellationToken), store.Kind, transport, Locale.Current))
            : ProblemResults.Of(400, fault.ToProblem());
    }
}
