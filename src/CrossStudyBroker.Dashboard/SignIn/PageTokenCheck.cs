using CrossStudyBroker.Contracts.Problems;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CrossStudyBroker.Dashboard.SignIn;

/// <summary>
/// A browser sends cookies along whoever made it send the request. So whatever changes something must carry the token that only our own pages have,
/// unless it comes with an API key, which no browser sends by itself.
/// </summary>
internal static class PageTokenCheck
{
    /// <summary>Goes after authorisation, so that strangers are told first that they are strangers.</summary>
    public static void UsePageTokenCheck(this WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            if (context.GetEndpoint() is RouteEndpoint
                && context.User.Identity?.AuthenticationType != ApiKeyHandler.SchemeName
                && !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context)) // true for methods that change nothing
            {
                await new ErrorAnswer(StatusCodes.Status403Forbidden, ProblemCodes.PageExpired).AnswerAsync(context);
                return;
            }

            await next(context);
        });
    }
}
