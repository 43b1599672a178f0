using System.Globalization;
using CrossStudyBroker.Broker.Jobs;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Api.Jobs;

/// <summary>Bulk retries: beginning one, watching it, pausing, resuming and cancelling it, and the history of all.</summary>
internal static class JobEndpoints
{
    private static readonly string[] ListNames = ["limit", "cursor"];
    private static readonly string[] ItemNames = ["state", "limit", "cursor"];
    private static readonly Dictionary<string, JobItemState> ItemStates = Enum.GetValues<JobItemState>().ToDictionary(JobNames.Of, StringComparer.Ordinal);

    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/jobs").RequireAuthorization();
        group.MapPost("", StartAsync);
        group.MapReading("", ListAsync);
        group.MapReading("{id}", FindAsync);
        group.MapReading("{id}/deliveries", ItemsAsync);
        group.MapPost("{id}/{verb}", ActAsync);
    }

    private static async Task<IResult> StartAsync(HttpRequest request, Caller caller, Permissions permissions, BulkJobs jobs, CancellationToken cancellationToken)
    {
        var (body, problems) = await JsonRequest.ReadAsync(request, "job", cancellationToken);
        if (problems.Count > 0)
        {
            return ProblemResults.Of(400, problems);
        }

        var answer = await jobs.StartAsync(JobBody.Read(body), permissions.ToActor(caller), cancellationToken);
        return answer.Job is { } job
            ? TypedResults.Accepted($"/v1/jobs/{job.Id}", JobDto.Of(job))
            : Refusal(answer, permissions.Against(caller, Right.ResolveFailures), "/deliveries");
    }

    private static async Task<IResult> ListAsync(HttpRequest request, Caller caller, Permissions permissions, BulkJobs jobs, CancellationToken cancellationToken)
    {
        var filters = new QueryFilters(request.Query, ListNames);
        var (limit, cursor) = (filters.Limit(), filters.Cursor());
        if (filters.Faults.Count > 0)
        {
            return ProblemResults.Of(400, [.. filters.Faults.Select(fault => fault.ToProblem())]);
        }

        var page = await jobs.ListAsync(permissions.ToActor(caller), cursor, limit, cancellationToken);
        return TypedResults.Ok(new { jobs = page.Jobs.Select(JobDto.Of), next = page.Next?.ToString(CultureInfo.InvariantCulture) });
    }

    private static async Task<IResult> FindAsync(string id, Caller caller, Permissions permissions, BulkJobs jobs, CancellationToken cancellationToken) =>
        Guid.TryParse(id, out var known) && await jobs.FindAsync(known, permissions.ToActor(caller), cancellationToken) is { } job ? TypedResults.Ok(JobDto.Of(job)) : NoSuchJob();

    private static async Task<IResult> ItemsAsync(string id, HttpRequest request, Caller caller, Permissions permissions, BulkJobs jobs, CancellationToken cancellationToken)
    {
        var filters = new QueryFilters(request.Query, ItemNames);
        var (limit, cursor) = (filters.Limit(), (int)Math.Min(filters.Cursor() ?? 0, int.MaxValue));
        JobItemState? state = filters.Text("state", ItemStates.ContainsKey, _ => $"one of {string.Join(", ", ItemStates.Keys)}") is { } name && ItemStates.TryGetValue(name, out var wanted) ? wanted : null;
        if (filters.Faults.Count > 0)
        {
            return ProblemResults.Of(400, [.. filters.Faults.Select(fault => fault.ToProblem())]);
        }

        if (!Guid.TryParse(id, out var known) || await jobs.FindAsync(known, permissions.ToActor(caller), cancellationToken) is null)
        {
            return NoSuchJob();
        }

        var items = await jobs.ItemsAsync(known, state, cursor, limit + 1, cancellationToken);
        return TypedResults.Ok(new
        {
            deliveries = items.Take(limit).Select(item => new { item.Place, item.DeliveryId, state = JobNames.Of(item.State), item.Code, item.At }),
            next = items.Count > limit ? items[limit - 1].Place.ToString(CultureInfo.InvariantCulture) : null,
        });
    }

    private static async Task<IResult> ActAsync(
        string id, string verb, HttpRequest request, Caller caller, Permissions permissions, BulkJobs jobs, CancellationToken cancellationToken)
    {
        if (!JobNames.Verbs.TryGetValue(verb, out var used) || !Guid.TryParse(id, out var known))
        {
            return NoSuchJob();
        }

        var (body, problems) = await JsonRequest.ReadAsync(request, "job-verb", cancellationToken);
        if (problems.Count > 0)
        {
            return ProblemResults.Of(400, problems);
        }

        var answer = await jobs.ActAsync(known, used, body.Text("note")?.Trim(), permissions.ToActor(caller), cancellationToken);
        return answer is { Job: { } job, Refused: null } ? TypedResults.Ok(JobDto.Of(job)) : Refusal(answer, permissions.Against(caller, Right.ResolveFailures), "");
    }

    private static IResult Refusal(JobAnswer answer, Obstacle? obstacle, string place) => answer.Refused switch
    {
        ProblemCodes.NotPermitted when obstacle is { } known => ProblemResults.Of(known),
        ProblemCodes.NotFound when place.Length == 0 => NoSuchJob(),
        ProblemCodes.NotFound => ProblemResults.Of(400, new Problem(ProblemCodes.NotFound, place, "Of the deliveries chosen some are none of yours.")),
        ProblemCodes.IdentityInText => ProblemResults.Of(400, new Problem(ProblemCodes.IdentityInText, "/note")),
        var refused => ProblemResults.Of(409, [new Problem(refused ?? ProblemCodes.BrokerError, "")], more: new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["count"] = answer.Job is null ? answer.Count : null,
            ["possible"] = answer.Job is { } job ? BulkJobs.Possible(job).Select(JobNames.Of).ToList() : null,
        }),
    };

    // One answer for what does not exist and what is somebody else's.
    private static IResult NoSuchJob() => ProblemResults.Of(404, new Problem(ProblemCodes.NotFound, "", "No such job of yours, or no such verb: a job takes pause, resume and cancel."));
}
