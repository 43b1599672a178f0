using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Overviews;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Dashboard.Api;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Pages.Overviews;

/// <summary>The desk's first page: whether transfers flow.</summary>
internal static class OverviewPages
{
    public static void MapOverviewPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => Results.LocalRedirect("~/overview")).RequireAuthorization();
        routes.MapGet("/overview", ShowAsync).RequireAuthorization();
    }

    private static async Task<IResult> ShowAsync(
        HttpRequest request, Caller caller, OverviewReader overviews, StoreOptions store, TransportState transport, DirectorySource directory, CancellationToken cancellationToken)
    {
        var (query, fault) = OverviewQuery.Read(request.Query, caller);
        return fault is not null
            ? Results.NotFound()
            : Page.Of<OverviewPage>(new
            {
                Caller = caller,
                query.Days,
                Shown = await overviews.ReadAsync(query.Institution, query.Days, cancellationToken),
                Store = store.Kind,
                Transport = transport.Kind,
                IsConnected = transport.IsHealthy,
                Directory = directory.Current,
            });
    }
}
