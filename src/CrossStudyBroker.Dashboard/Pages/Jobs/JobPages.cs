using CrossStudyBroker.Broker.Jobs;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.Api.Jobs;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Pages.Jobs;

/// <summary>Bulk retries: their history, one of them, and pausing, resuming and cancelling it.</summary>
internal static class JobPages
{
    private const int PerPage = 50;

    public static void MapJobPages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/jobs").RequireAuthorization();
        group.MapGet("", async (long? before, Caller caller, Permissions permissions, BulkJobs jobs, CancellationToken cancellationToken) =>
            Page.Of<JobsPage>(new { Found = await jobs.ListAsync(permissions.ToActor(caller), before, PerPage, cancellationToken) }));
        group.MapGet("/{id:guid}", async (Guid id, Caller caller, Permissions permissions, BulkJobs jobs, CancellationToken cancellationToken) =>
            await jobs.FindAsync(id, permissions.ToActor(caller), cancellationToken) is { } job ? Show(job, caller, refused: null) : Results.NotFound());
        group.MapPost("/{id:guid}", ActAsync);
    }

    private static async Task<IResult> ActAsync(Guid id, HttpRequest request, Caller caller, Permissions permissions, BulkJobs jobs, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        if (!JobNames.Verbs.TryGetValue(form["verb"].ToString(), out var verb) || await jobs.ActAsync(id, verb, note: null, permissions.ToActor(caller), cancellationToken) is not { Job: { } job } answer)
        {
            return Results.NotFound();
        }

        return answer.Refused is { } refused ? Show(job, caller, refused) : Results.LocalRedirect($"~/jobs/{id}");
    }

    private static IResult Show(Job job, Caller caller, string? refused) => Page.Of<OneJobPage>(
        new { Job = job, Caller = caller, Refused = refused },
        refused switch { null => StatusCodes.Status200OK, ProblemCodes.NotPermitted => StatusCodes.Status403Forbidden, _ => StatusCodes.Status409Conflict });
}
