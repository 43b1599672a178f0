using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Dashboard.Api.Transfers;
using CrossStudyBroker.Dashboard.Pages.Transfers;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Pages.Cases;

/// <summary>The case that home, target and operator share, each its own part of it.</summary>
internal static class CaseEndpoints
{
    public static void MapCasePages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/cases/{caseId}").RequireAuthorization();
        group.MapGet("", (string caseId, string? done, Caller caller, Permissions permissions, Resolving resolving, CancellationToken cancellationToken) =>
            ShowAsync(caseId, done is not null && VerbReading.Verbs.ContainsKey(done) ? done : null, tried: null, StatusCodes.Status200OK, caller, permissions, resolving, cancellationToken));
        group.MapPost("", ActAsync);
    }

    private static async Task<IResult> ActAsync(
        string caseId, HttpRequest request, Caller caller, Permissions permissions, VerbActing acting, Resolving resolving, CancellationToken cancellationToken) =>
        VerbForm.Of(await request.ReadFormAsync(cancellationToken)) is not { } wanted || await acting.ActAsync(wanted, caller, cancellationToken) is not { } result ? Results.NotFound()
        : result.Form.Refused is null ? Results.LocalRedirect($"~/cases/{Uri.EscapeDataString(caseId)}?done={VerbDto.Name(wanted.Verb)}")
        : await ShowAsync(caseId, done: null, result.Form, result.Status, caller, permissions, resolving, cancellationToken);

    private static async Task<IResult> ShowAsync(
        string caseId, string? done, VerbForm? tried, int status, Caller caller, Permissions permissions, Resolving resolving, CancellationToken cancellationToken) =>
        await resolving.FindCaseAsync(caseId, permissions.ToActor(caller), cancellationToken) is { } found
            ? Page.Of<CasePage>(new { CaseId = caseId, Caller = caller, Found = found, Done = done, Tried = tried }, status)
            : Results.NotFound();
}
