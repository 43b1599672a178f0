using System.Data.Common;
using System.Globalization;
using CrossStudyBroker.Contracts.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>Whatever goes wrong outside the endpoints is answered in the same form, in the caller's language.</summary>
internal static class ProblemPages
{
    private static readonly List<CultureInfo> Languages = [new("en"), new("fi"), new("sv")];

    public static void UseProblemPages(this WebApplication app)
    {
        app.UseRequestLocalization(new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture("en"),
            SupportedCultures = [Languages[0]], // words are translated; numbers and times stay as the contract has them
            SupportedUICultures = Languages,
            RequestCultureProviders = [new AcceptLanguageHeaderRequestCultureProvider()],
            ApplyCurrentCultureToResponseHeaders = true,
        });
        app.Use((context, next) =>
        {
            context.Response.OnStarting(SetHeaders, context.Response);
            return next(context);
        });
        app.UseExceptionHandler(failed => failed.Run(context => Explain(context.Features.Get<IExceptionHandlerFeature>()?.Error).ExecuteAsync(context)));
        app.UseStatusCodePages(page => OfStatus(page.HttpContext.Response.StatusCode).ExecuteAsync(page.HttpContext));
    }

    private static IResult OfStatus(int status) => status switch
    {
        404 => ProblemResults.Of(status, new Problem(ProblemCodes.NotFound, "", "There is nothing at this address; messages are at /v1/messages.")),
        405 => ProblemResults.Of(status, new Problem(ProblemCodes.MethodNotAllowed)),
        _ => Results.Empty,
    };

    /// <summary>A store that is away is temporary; everything else is a fault of the broker, which is logged. Exception texts stay inside.</summary>
    private static IResult Explain(Exception? exception) => exception is DbException or TimeoutException
        ? ProblemResults.Of(503, new Problem(ProblemCodes.BrokerUnavailable))
        : ProblemResults.Of(500, new Problem(ProblemCodes.BrokerError));

    private static Task SetHeaders(object state)
    {
        var response = (HttpResponse)state;
        response.Headers.CacheControl = "no-store"; // what one key may see must not lie in a cache for another
        response.Headers.XContentTypeOptions = "nosniff";
        if (response.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = "5";
        }

        return Task.CompletedTask;
    }
}
