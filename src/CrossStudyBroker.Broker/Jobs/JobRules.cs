using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Broker.Jobs;

/// <summary>How a bulk job goes on: one first, then a ramp that good results widen and failures narrow; the same failure again and again stops it.</summary>
internal static class JobRules
{
    /// <summary>How many of the last results are looked at.</summary>
    public const int Recent = 10;

    /// <summary>The next step.</summary>
    public static JobStep Next(JobProgress at, int perSecond, JobOptions options)
    {
        if (at is { Succeeded: 0, Last: [{ } first, ..] })
        {
            return new JobStep(Reason: ProblemCodes.JobCanaryFailed, Failure: first);
        }

        if (at.Last.OfType<string>().GroupBy(code => code, StringComparer.Ordinal).FirstOrDefault(same => same.Count() >= options.SameFailures) is { } repeated)
        {
            return new JobStep(Reason: ProblemCodes.JobFailuresRepeat, Failure: repeated.Key);
        }

        if (at is { Waiting: 0, UnderWay: 0 })
        {
            return new JobStep(IsDone: true);
        }

        return at.UnderWay > 0 && at.Still > options.Patience
            ? new JobStep(Reason: ProblemCodes.JobNoAnswer)
            : new JobStep(Begin: Math.Max(0, new[] { at.Waiting, Window(at, options) - at.UnderWay, Allowance(at.SinceLast, perSecond) }.Min()));
    }

    /// <summary>What a retry has come to; null while it is under way.</summary>
    /// <param name="state">The delivery's state; null if its trace is gone.</param>
    /// <param name="code">Its code.</param>
    /// <param name="dueAt">When it is due, if it is.</param>
    /// <param name="begunAt">When the retry was begun.</param>
    public static (JobItemState State, string? Code)? ResultOf(DeliveryState? state, string? code, DateTimeOffset? dueAt, DateTimeOffset begunAt) => state switch
    {
        null => (JobItemState.Skipped, ProblemCodes.NotFound),
        DeliveryState.Queued => null,
        DeliveryState.Parked or DeliveryState.Retrying when dueAt <= begunAt => null, // not taken yet
        DeliveryState.Delivered or DeliveryState.Processed => (JobItemState.Succeeded, null),
        DeliveryState.Held => (JobItemState.Skipped, ProblemCodes.DeliveryHeld),
        DeliveryState.Parked or DeliveryState.Retrying or DeliveryState.Refused or DeliveryState.Expired => (JobItemState.Failed, code ?? ProblemCodes.CodeUnlisted),
        _ => (JobItemState.Skipped, ProblemCodes.DeliverySettled),
    };

    /// <summary>The state that a verb leads to; null if the job does not stand so that it may be used.</summary>
    public static JobState? After(JobVerb verb, JobState state) => (verb, state) switch
    {
        (JobVerb.Pause, JobState.Running) => JobState.Paused,
        (JobVerb.Resume, JobState.Paused or JobState.Stopped) => JobState.Running,
        (JobVerb.Cancel, JobState.Running or JobState.Paused or JobState.Stopped) => JobState.Cancelled,
        _ => null,
    };

    /// <summary>How many may be under way: 1 until one succeeded, then 2, 4, 8 and so on; each failure halves, thirds, … what the good results have earned.</summary>
    private static int Window(JobProgress at, JobOptions options)
    {
        var earned = at.Succeeded / (1 + at.Failed);
        return Math.Min(options.MostUnderWay, 1 << Math.Min(20, (int)Math.Log2(earned + 1)));
    }

    /// <summary>What the rate allows since the last one, at most a second's worth.</summary>
    private static int Allowance(TimeSpan sinceLast, int perSecond) => (int)Math.Min(perSecond, Math.Max(0, sinceLast.TotalSeconds * perSecond));
}
