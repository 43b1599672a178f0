using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Pages.Directory;

/// <summary>Institutions and networks, as the directory has them now.</summary>
internal static class DirectoryEndpoints
{
    public static void MapDirectory(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").RequireAuthorization();
        group.MapGet("/institutions", (Caller caller, DirectorySource directory, TimeProvider time) =>
            Page.Of<InstitutionsPage>(new { Caller = caller, Directory = directory.Current, Today = FinnishDay.Of(time.GetUtcNow()) }));
        group.MapGet("/institutions/{code}", (string code, Caller caller, InstitutionSheet sheet, CancellationToken cancellationToken) => sheet.ShowAsync(code, caller, refused: null, cancellationToken));
        group.MapPost("/institutions/{code}/connection-test", (string code, Caller caller, InstitutionSheet sheet, CancellationToken cancellationToken) => sheet.TestAsync(code, caller, cancellationToken));
        group.MapGet("/networks", (DirectorySource directory, TimeProvider time) =>
            Page.Of<NetworksPage>(new { Directory = directory.Current, Today = FinnishDay.Of(time.GetUtcNow()) }));
        group.MapGet("/networks/{id}", (string id, DirectorySource directory, TimeProvider time) =>
            directory.Current.Networks.TryGetValue(id, out var network)
                ? Page.Of<NetworkPage>(new { Network = network, Today = FinnishDay.Of(time.GetUtcNow()) })
                : Results.NotFound());
    }
}
