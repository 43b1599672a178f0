using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Contracts.Problems;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Jobs;

/// <summary>
/// Carries bulk jobs out, each on one replica at a time: 1 learn what has come of the retries under way, 2 decide by <see cref="JobRules"/>,
/// 3 stop, end, or begin some more, in the name of who began the job. All it knows is in the store, so it goes on after a restart where it was.
/// </summary>
internal sealed partial class JobRunner(
    JobStore jobs, JobWork work, Resolving resolving, Leases leases, IOptions<JobOptions> options, TimeProvider time, ILogger<JobRunner> logger) : BackgroundService
{
    /// <summary>How long a replica has a job to itself, from the last round on.</summary>
    private static readonly TimeSpan Term = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryRoundAsync(stoppingToken);
            await Task.Delay(options.Value.Poll, time, stoppingToken);
        }
    }

    /// <summary>One round of every job that has something to do.</summary>
    public async Task RoundAsync(CancellationToken cancellationToken)
    {
        foreach (var id in await work.ActiveAsync(cancellationToken))
        {
            if (await leases.TakeAsync(LeaseOf(id), Term, cancellationToken))
            {
                await RoundAsync(id, cancellationToken);
            }
        }
    }

    private async Task TryRoundAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RoundAsync(cancellationToken);
        }
#pragma warning disable CA1031 // A store that is away must not end the rounds: the jobs are where they were.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Waits(exception.GetType().Name);
        }
    }

    private async Task RoundAsync(Guid id, CancellationToken cancellationToken)
    {
        await work.SettleAsync(id, time.GetUtcNow(), cancellationToken); // 1
        var now = time.GetUtcNow();
        if (await jobs.FindUncountedAsync(id, cancellationToken) is not { State: JobState.Running } job
            || await work.ProgressAsync(id, now, cancellationToken) is not { } progress)
        {
            return;
        }

        var step = JobRules.Next(progress, job.PerSecond, options.Value); // 2
        if (step.IsDone || step.Reason is not null) // 3
        {
            await EndAsync(job, step, now, cancellationToken);
            return;
        }

        foreach (var (place, delivery) in await work.NextAsync(id, step.Begin, cancellationToken))
        {
            await RetryAsync(job, place, delivery, cancellationToken);
        }
    }

    private async Task EndAsync(Job job, JobStep step, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await jobs.MoveAsync(job, step.IsDone ? JobState.Done : JobState.Stopped, now, step.Reason, step.Failure, cancellationToken))
        {
            Ends(job.Id, step.Reason ?? "done", step.Failure);
        }

        await leases.ReleaseAsync(LeaseOf(job.Id), cancellationToken);
    }

    // First the retry, then the note of it: after a crash in between it is asked for once more, and found to be under way.
    private async Task RetryAsync(Job job, int place, Guid delivery, CancellationToken cancellationToken)
    {
        var request = new VerbRequest { Verb = Verb.Retry, Note = job.Note, JobId = job.Id };
        var (state, code) = await resolving.ActAsync(delivery, request, job.By, cancellationToken) switch
        {
            null => (JobItemState.Skipped, ProblemCodes.NotFound),
            { Refused.Code: not ProblemCodes.DeliveryOnItsWay and { } refused } => (JobItemState.Skipped, refused),
            _ => (JobItemState.UnderWay, (string?)null),
        };
        await work.BeginAsync(job.Id, place, state, code, time.GetUtcNow(), cancellationToken);
    }

    private static string LeaseOf(Guid job) => $"job {job}";

    [LoggerMessage(LogLevel.Information, "Job {JobId} ends: {Reason} {Failure}")]
    private partial void Ends(Guid jobId, string reason, string? failure);

    [LoggerMessage(LogLevel.Warning, "Jobs wait: {Failure}; they go on later")]
    private partial void Waits(string failure);
}
