using System.Globalization;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Pages.About;

/// <summary>Pages about the desk itself.</summary>
internal static class AboutEndpoints
{
    public static void MapAbout(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/accessibility", () => Page.Of<AccessibilityPage>(new { })).AllowAnonymous();
        routes.MapGet("/permissions", ShowPermissionsAsync).RequireAuthorization();
    }

    private static async Task<IResult> ShowPermissionsAsync(Caller caller, HttpContext context)
    {
        var session = await context.AuthenticateAsync(Schemes.Session);
        DateTimeOffset? ends = DateTimeOffset.TryParse(session.Properties?.Items[SessionCookie.EndsAt], CultureInfo.InvariantCulture, out var moment) ? moment : null;
        return Page.Of<PermissionsPage>(new { Caller = caller, Ends = ends });
    }
}
