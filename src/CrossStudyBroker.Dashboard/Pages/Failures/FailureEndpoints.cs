using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Broker.Jobs;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Dashboard.Api;
using CrossStudyBroker.Dashboard.Api.Jobs;
using CrossStudyBroker.Dashboard.Pages.Jobs;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Pages.Failures;

/// <summary>What fails, by cause; one cause; and what people do about several failures of it.</summary>
internal static class FailureEndpoints
{
    private const int Groups = 50;

    public static void MapFailures(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/failures").RequireAuthorization();
        group.MapGet("", ListAsync);
        group.MapGet("/{id}", (string id, string? cursor, Caller caller, CauseReader causes, MessageReading reading, CancellationToken cancellationToken) =>
            ShowAsync(id, cursor, caller, selection: null, job: null, causes, reading, cancellationToken));
        group.MapPost("/{id}", ActAsync);
        group.MapPost("/{id}/retry", RetryAsync);
    }

    private static async Task<IResult> ListAsync(string? cursor, Caller caller, CauseReader causes, CancellationToken cancellationToken) =>
        cursor is not null && !CauseReader.IsCursor(cursor)
            ? Results.LocalRedirect("~/failures")
            : Page.Of<FailuresPage>(new
            {
                Caller = caller,
                Count = await causes.CountAsync(caller.VisibleTo, cancellationToken),
                Found = await causes.ListAsync(caller.VisibleTo, cursor, Groups, cancellationToken),
                Cursor = cursor,
            });

    private static async Task<IResult> ActAsync(
        string id, string? cursor, HttpRequest request, Caller caller, SelectionActing acting, CauseReader causes, MessageReading reading, CancellationToken cancellationToken)
    {
        var selection = Selection.Of(await request.ReadFormAsync(cancellationToken));
        return await ShowAsync(id, cursor, caller, selection.Fault is null ? await acting.ActAsync(selection, caller, cancellationToken) : selection, job: null, causes, reading, cancellationToken);
    }

    private static async Task<IResult> RetryAsync(
        string id, HttpRequest request, Caller caller, Permissions permissions, BulkJobs jobs, CauseReader causes, MessageReading reading, CancellationToken cancellationToken)
    {
        var form = JobForm.Of(await request.ReadFormAsync(cancellationToken));
        var body = form.ToBody(id);
        if (body.Problems.Count > 0)
        {
            form = form with { Refused = JobForm.CodeOf(body) };
        }
        else
        {
            var answer = await jobs.StartAsync(JobBody.Read(body.Content), permissions.ToActor(caller), cancellationToken);
            if (answer.Job is { } job)
            {
                return Results.LocalRedirect($"~/jobs/{job.Id}");
            }

            form = form with { Refused = answer.Refused, Found = answer.Count };
        }

        return await ShowAsync(id, cursor: null, caller, selection: null, form, causes, reading, cancellationToken);
    }

    private static async Task<IResult> ShowAsync(
        string id, string? cursor, Caller caller, Selection? selection, JobForm? job, CauseReader causes, MessageReading reading, CancellationToken cancellationToken)
    {
        MessagePage found;
        try
        {
            found = await reading.ListAsync(caller, new MessageFilter { Cause = id, Cursor = cursor, Limit = Selection.Most }, cancellationToken);
        }
        catch (InvalidFilterException)
        {
            return Results.NotFound();
        }

        var cause = await causes.FindAsync(id, caller.VisibleTo, cancellationToken);
        return cause is null && selection is null && job is null
            ? Results.NotFound()
            : Page.Of<CausePage>(
                new { Id = id, Caller = caller, Cause = cause, Found = found, Cursor = cursor, Selection = selection, Job = job },
                selection?.Fault is null && job is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }
}
