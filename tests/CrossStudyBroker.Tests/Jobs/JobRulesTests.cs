using CrossStudyBroker.Broker.Jobs;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using Xunit;

namespace CrossStudyBroker.Tests.Jobs;

public sealed class JobRulesTests
{
    private static readonly DateTimeOffset Begun = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);
    private static readonly JobOptions Usual = new();

    [Fact]
    public void One_goes_first_and_nothing_more_until_it_has_come_to_a_result()
    {
        Assert.Equal(1, Next(At(waiting: 500)).Begin);
        Assert.Equal(0, Next(At(waiting: 499, underWay: 1)).Begin);
    }

    [Theory]
    [InlineData(1, 0, 2)]
    [InlineData(2, 0, 2)]
    [InlineData(3, 0, 4)]
    [InlineData(7, 0, 8)]
    [InlineData(100, 0, 64)]
    [InlineData(100_000, 0, 128)]
    [InlineData(100, 1, 32)]
    [InlineData(100, 9, 8)]
    public void Good_results_widen_the_ramp_and_failures_narrow_it(int succeeded, int failed, int atATime) =>
        Assert.Equal(atATime, Next(At(waiting: 1000, succeeded: succeeded, failed: failed), perSecond: 1000).Begin);

    [Theory]
    [InlineData(10.0, 20, 20)] // at most a second's worth
    [InlineData(0.25, 20, 5)]
    [InlineData(0.25, 1, 0)]
    [InlineData(1.0, 1, 1)]
    public void No_more_are_begun_than_the_rate_allows(double secondsSinceLast, int perSecond, int begun) =>
        Assert.Equal(begun, Next(At(waiting: 1000, succeeded: 1000) with { SinceLast = TimeSpan.FromSeconds(secondsSinceLast) }, perSecond).Begin);

    [Fact]
    public void When_the_first_one_fails_nothing_else_is_tried() => Assert.Equal(
        new JobStep(Reason: ProblemCodes.JobCanaryFailed, Failure: ProblemCodes.RecipientUnreachable),
        Next(At(waiting: 500, failed: 1, last: [ProblemCodes.RecipientUnreachable])));

    [Fact]
    public void The_same_failure_three_times_among_the_last_ten_results_stops_the_job()
    {
        Assert.Equal(
            new JobStep(Reason: ProblemCodes.JobFailuresRepeat, Failure: "a"),
            Next(At(waiting: 500, succeeded: 50, failed: 4, last: ["a", null, "b", "a", null, null, "a", null])));
        Assert.Null(Next(At(waiting: 500, succeeded: 50, failed: 4, last: ["a", "b", "c", "a", "b", "c", null])).Reason);
    }

    [Fact]
    public void A_job_whose_last_ones_fail_alike_says_so_instead_of_done() =>
        Assert.Equal(ProblemCodes.JobFailuresRepeat, Next(At(waiting: 0, succeeded: 5, failed: 3, last: ["a", "a", "a"])).Reason);

    [Fact]
    public void It_is_done_when_all_have_come_to_a_result()
    {
        Assert.True(Next(At(waiting: 0, succeeded: 5)).IsDone);
        Assert.False(Next(At(waiting: 0, underWay: 1, succeeded: 5)).IsDone);
    }

    [Fact]
    public void It_stops_when_nothing_comes_to_a_result_for_long()
    {
        var still = At(waiting: 5, underWay: 1) with { Still = Usual.Patience + TimeSpan.FromSeconds(1) };

        Assert.Equal(ProblemCodes.JobNoAnswer, Next(still).Reason);
        Assert.Null(Next(still with { UnderWay = 0 }).Reason);
    }

    [Theory]
    [InlineData(DeliveryState.Delivered, JobItemState.Succeeded, null)]
    [InlineData(DeliveryState.Processed, JobItemState.Succeeded, null)]
    [InlineData(DeliveryState.Parked, JobItemState.Failed, "c")]
    [InlineData(DeliveryState.Retrying, JobItemState.Failed, "c")]
    [InlineData(DeliveryState.Refused, JobItemState.Failed, "c")]
    [InlineData(DeliveryState.Expired, JobItemState.Failed, "c")]
    [InlineData(DeliveryState.Held, JobItemState.Skipped, ProblemCodes.DeliveryHeld)]
    [InlineData(DeliveryState.Superseded, JobItemState.Skipped, ProblemCodes.DeliverySettled)]
    [InlineData(DeliveryState.Returned, JobItemState.Skipped, ProblemCodes.DeliverySettled)]
    [InlineData(DeliveryState.Discarded, JobItemState.Skipped, ProblemCodes.DeliverySettled)]
    [InlineData(DeliveryState.ResolvedElsewhere, JobItemState.Skipped, ProblemCodes.DeliverySettled)]
    public void A_retry_comes_to_a_result_by_the_deliverys_state(DeliveryState state, JobItemState result, string? code) =>
        Assert.Equal((result, code), JobRules.ResultOf(state, "c", dueAt: null, Begun));

    [Fact]
    public void One_that_is_not_taken_yet_or_on_its_way_has_no_result()
    {
        Assert.Null(JobRules.ResultOf(DeliveryState.Parked, "c", dueAt: Begun, Begun));
        Assert.Null(JobRules.ResultOf(DeliveryState.Retrying, "c", dueAt: Begun, Begun));
        Assert.Null(JobRules.ResultOf(DeliveryState.Queued, null, dueAt: null, Begun));
        Assert.Equal((JobItemState.Failed, "c"), JobRules.ResultOf(DeliveryState.Retrying, "c", dueAt: Begun.AddSeconds(30), Begun));
        Assert.Equal((JobItemState.Skipped, ProblemCodes.NotFound), JobRules.ResultOf(null, null, null, Begun));
    }

    [Fact]
    public void Each_verb_has_its_states() => Assert.All(Enum.GetValues<JobState>(), state =>
    {
        Assert.Equal(state == JobState.Running ? JobState.Paused : null, JobRules.After(JobVerb.Pause, state));
        Assert.Equal(state is JobState.Paused or JobState.Stopped ? JobState.Running : null, JobRules.After(JobVerb.Resume, state));
        Assert.Equal(state is JobState.Cancelled or JobState.Done ? null : JobState.Cancelled, JobRules.After(JobVerb.Cancel, state));
    });

    private static JobStep Next(JobProgress at, int perSecond = 20) => JobRules.Next(at, perSecond, Usual);

    private static JobProgress At(int waiting, int underWay = 0, int succeeded = 0, int failed = 0, IReadOnlyList<string?>? last = null) => new()
    {
        Waiting = waiting,
        UnderWay = underWay,
        Succeeded = succeeded,
        Failed = failed,
        Last = last ?? [],
        Still = TimeSpan.Zero,
        SinceLast = TimeSpan.MaxValue,
    };
}
