using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.Api;
using CrossStudyBroker.Dashboard.Pages;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossStudyBroker.Dashboard;

/// <summary>One thing that went wrong.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Problem code; a page's texts are under <c>error.code</c>.</param>
/// <param name="Detail">More, in English, for programs.</param>
public sealed record ErrorAnswer(int Status, string Code, string? Detail = null)
{
    /// <summary>Answers a program with problem details, a person with a page.</summary>
    public Task AnswerAsync(HttpContext context)
    {
        IResult result = Schemes.IsApi(context.Request)
            ? ProblemResults.Of(Status, new Problem(Code, "", Detail))
            : new RazorComponentResult<ErrorPage>(new { Answer = this }) { StatusCode = Status, PreventStreamingRendering = true };
        return result.ExecuteAsync(context);
    }
}
