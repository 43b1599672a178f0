using System.Data.Common;
using CrossStudyBroker.Contracts.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;

namespace CrossStudyBroker.Dashboard;

/// <summary>Whatever goes wrong outside the endpoints is answered in the caller's language: to a program with problem details, to a person with a page.</summary>
internal static class ErrorAnswers
{
    public static void UseErrorAnswers(this WebApplication app)
    {
        app.UseExceptionHandler(failed => failed.Run(context => Explain(context.Features.Get<IExceptionHandlerFeature>()?.Error).AnswerAsync(context)));
        app.UseStatusCodePages(page => OfStatus(page.HttpContext.Response.StatusCode) is { } error ? error.AnswerAsync(page.HttpContext) : Task.CompletedTask);
    }

    private static ErrorAnswer? OfStatus(int status) => status switch
    {
        403 => new(status, ProblemCodes.NotPermitted),
        404 => new(status, ProblemCodes.NotFound, "There is nothing at this address; messages are at /v1/messages."),
        405 => new(status, ProblemCodes.MethodNotAllowed),
        _ => null,
    };

    /// <summary>A store that is away is temporary; everything else is a fault of the broker, which is logged. Exception texts stay inside.</summary>
    private static ErrorAnswer Explain(Exception? exception) => exception is DbException or TimeoutException
        ? new(503, ProblemCodes.BrokerUnavailable)
        : new(500, ProblemCodes.BrokerError);
}
