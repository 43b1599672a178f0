using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Pages.Operators;

/// <summary>What the operator can see of an institution, for the institution itself and the operator.</summary>
internal static class OperatorPages
{
    public static void MapOperatorView(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/institutions/{code}/operator-view", (string code, Caller caller, OperatorView view, CancellationToken cancellationToken) => view.ShowAsync(code, caller, cancellationToken))
            .RequireAuthorization();
}
