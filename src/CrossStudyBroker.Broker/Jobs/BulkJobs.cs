using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Contracts.Identities;
using CrossStudyBroker.Contracts.Problems;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Jobs;

/// <summary>Lets people and programs begin bulk retries, watch them, and pause, resume and cancel them; all of it is audited.</summary>
public sealed class BulkJobs
{
    private readonly JobStore _jobs;
    private readonly AuditLog _audit;
    private readonly IOptions<JobOptions> _options;
    private readonly TimeProvider _time;

    internal BulkJobs(JobStore jobs, AuditLog audit, IOptions<JobOptions> options, TimeProvider time) => (_jobs, _audit, _options, _time) = (jobs, audit, options, time);

    /// <summary>Freezes the set and begins, unless the set is not as it should be.</summary>
    public async Task<JobAnswer> StartAsync(JobRequest request, Actor actor, CancellationToken cancellationToken)
    {
        var job = ToJob(request, actor);
        var (count, refused) = IdentityCodesInText.Contains(request.Note)
            ? (0, ProblemCodes.IdentityInText)
            : !actor.MayResolve ? (0, ProblemCodes.NotPermitted)
            : await _jobs.AddAsync(job, _options.Value.Most, found => Against(request, found), cancellationToken);
        await NoteAsync(AuditActions.JobStart, job.Id, request.Note, actor, refused, cancellationToken);
        return new JobAnswer { Refused = refused, Count = count, Job = refused is null ? await FindAsync(job.Id, actor, cancellationToken) : null };
    }

    /// <summary>One job; null if there is none, or another institution's.</summary>
    public Task<Job?> FindAsync(Guid id, Actor actor, CancellationToken cancellationToken) => _jobs.FindAsync(id, actor.Institution, cancellationToken);

    /// <summary>The history of jobs, newest first: an institution's own, the operator's all.</summary>
    public Task<JobPage> ListAsync(Actor actor, long? before, int limit, CancellationToken cancellationToken) => _jobs.ListAsync(actor.Institution, before, limit, cancellationToken);

    /// <summary>Deliveries of a job in their order.</summary>
    public Task<IReadOnlyList<JobItem>> ItemsAsync(Guid id, JobItemState? state, int after, int limit, CancellationToken cancellationToken) => _jobs.ItemsAsync(id, state, after, limit, cancellationToken);

    /// <summary>Pauses, resumes or cancels. Safe to repeat.</summary>
    public async Task<JobAnswer> ActAsync(Guid id, JobVerb verb, string? note, Actor actor, CancellationToken cancellationToken)
    {
        while (await FindAsync(id, actor, cancellationToken) is { } job)
        {
            var refused = IdentityCodesInText.Contains(note) ? ProblemCodes.IdentityInText
                : !actor.MayResolve ? ProblemCodes.NotPermitted
                : JobRules.After(verb, job.State) is null ? ProblemCodes.JobStateConflict
                : null;
            if (refused is not null || await _jobs.MoveAsync(job, JobRules.After(verb, job.State)!.Value, _time.GetUtcNow(), reason: null, failure: null, cancellationToken)) // looked at above
            {
                await NoteAsync(ActionOf(verb), id, note, actor, refused, cancellationToken);
                return new JobAnswer { Job = await FindAsync(id, actor, cancellationToken), Refused = refused };
            }
        }

        return new JobAnswer { Refused = ProblemCodes.NotFound };
    }

    /// <summary>What may be done with a job as it stands.</summary>
    public static IReadOnlyList<JobVerb> Possible(Job job) => [.. Enum.GetValues<JobVerb>().Where(verb => JobRules.After(verb, job.State) is not null)];

    private string? Against(JobRequest request, int count)
    {
        var options = _options.Value;
        return request.Set.Deliveries is { } chosen && count < chosen.Distinct().Count() ? ProblemCodes.NotFound
            : count == 0 ? ProblemCodes.JobSetEmpty
            : count > options.Most ? ProblemCodes.JobSetTooLarge
            : request.Count is null ? (count > options.ConfirmAbove ? ProblemCodes.JobCountUnconfirmed : null)
            : request.Count != count ? ProblemCodes.JobCountUnconfirmed : null;
    }

    private Job ToJob(JobRequest request, Actor actor)
    {
        var now = _time.GetUtcNow();
        return new Job
        {
            Id = Guid.CreateVersion7(now),
            CreatedAt = now,
            By = actor,
            Note = request.Note,
            Set = request.Set,
            Total = 0,
            PerSecond = request.PerSecond ?? _options.Value.PerSecond,
            State = JobState.Running,
            Run = 1,
            ChangedAt = now,
            MovedAt = now,
        };
    }

    private Task<long?> NoteAsync(string action, Guid job, string? note, Actor actor, string? refused, CancellationToken cancellationToken) => _audit.AddAsync(
        new AuditEntry
        {
            At = _time.GetUtcNow(),
            By = actor,
            Action = action,
            JobId = job,
            Note = IdentityCodesInText.Contains(note) ? null : note,
            Outcome = refused is null ? AuditOutcome.Done : AuditOutcome.Refused,
            Refusal = refused,
        },
        cancellationToken);

    private static string ActionOf(JobVerb verb) => verb switch
    {
        JobVerb.Pause => AuditActions.JobPause,
        JobVerb.Resume => AuditActions.JobResume,
        _ => AuditActions.JobCancel,
    };
}
