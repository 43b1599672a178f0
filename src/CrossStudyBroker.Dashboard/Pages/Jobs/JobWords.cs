using CrossStudyBroker.Broker.Jobs;

namespace CrossStudyBroker.Dashboard.Pages.Jobs;

/// <summary>Numbers of a job.</summary>
internal static class JobWords
{
    /// <summary>How many of its deliveries are in a state.</summary>
    public static int Of(Job job, JobItemState state) => job.Counts.GetValueOrDefault(state);

    /// <summary>How many have come to a result.</summary>
    public static int Done(Job job) => Of(job, JobItemState.Succeeded) + Of(job, JobItemState.Failed) + Of(job, JobItemState.Skipped);
}
