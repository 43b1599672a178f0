using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

public abstract partial class TrackerStoreTests
{
    private CauseReader Causes => new((ITrackerDatabase)Store, Time);

    [Fact]
    public async Task A_group_tells_when_its_members_failed_and_how_many_joined_by_hour_and_day()
    {
        await RecordAsync([.. Enumerable.Range(1, 4).Select(n => Sample.Message($"m-{n}"))]);
        await ApplyAsync(
            Sample.Change(DeliveryState.Parked, "m-1", code: ProblemCodes.StudentUnknown) with { At = Sample.Start.AddDays(-2) },
            Sample.Change(DeliveryState.Parked, "m-2", code: ProblemCodes.StudentUnknown) with { At = Sample.Start.AddHours(-3) },
            Sample.Change(DeliveryState.Parked, "m-3", code: ProblemCodes.StudentUnknown) with { At = Sample.Start },
            Sample.Change(DeliveryState.Refused, "m-4", code: ProblemCodes.StudentUnknown) with { At = Sample.Start.AddMinutes(1) });
        await FoldAsync();
        Time.Now = Sample.Start.AddMinutes(59);

        var group = await Causes.FindAsync(CauseRules.Id(ProblemCodes.StudentUnknown, "adapter", Sample.Target, Enrolment), Sample.Target, Cancellation);

        Assert.NotNull(group);
        Assert.Equal((Sample.Start.AddDays(-2), Sample.Start.AddMinutes(1), 3, 1), (group.FirstAt, group.LastAt, group.Open, group.Ended));
        Assert.Equal([1, 0, 0, 2], group.Hours.TakeLast(4));
        Assert.Equal([1, 0, 3], group.Days.TakeLast(3));
        Assert.Equal(group.Hours, Assert.Single((await Causes.ListAsync(Sample.Target, Cancellation)).Groups).Hours);
    }

    [Fact]
    public async Task Groups_with_most_that_wait_come_first_and_a_list_is_never_endless()
    {
        await RecordAsync([.. Enumerable.Range(0, CauseReader.Most + 1).Select(n => Sample.Message($"m-{n}", recipients: [$"{20000 + n}"]))]);
        await ApplyAsync([.. Enumerable.Range(0, CauseReader.Most + 1).Select(n => Sample.Change(DeliveryState.Parked, $"m-{n}", $"{20000 + n}") with { At = Sample.Start.AddSeconds(n) })]);
        await RecordAsync(Sample.Message("again", recipients: ["20007"]));
        await ApplyAsync(Sample.Change(DeliveryState.Parked, "again", "20007"));
        await FoldAsync();

        var list = await Causes.ListAsync(null, Cancellation);

        Assert.Equal((CauseReader.Most, false, "20007"), (list.Groups.Count, list.IsComplete, list.Groups[0].Recipient));
        Assert.DoesNotContain(list.Groups, group => group.Recipient == "20000");
        Assert.True((await Causes.ListAsync("20003", Cancellation)).IsComplete);
    }

    [Fact]
    public async Task An_answer_leaves_its_group_after_its_time_and_what_waits_stays()
    {
        await RecordAsync(Sample.Message(), Sample.Message("m-2"), Sample.Message("m-3"), Refused("m-4"));
        await ApplyAsync(
            Sample.Change(DeliveryState.Refused, code: ProblemCodes.ContentRefused),
            Sample.Change(DeliveryState.Parked, "m-2", code: ProblemCodes.ContentRefused),
            Sample.Change(DeliveryState.Returned, "m-3", code: ProblemCodes.ContentRefused),
            Sample.Change(DeliveryState.Parked, "m-3", code: ProblemCodes.ContentRefused),
            Sample.Change(DeliveryState.Returned, "m-3", code: ProblemCodes.ContentRefused) with { At = Sample.Start.AddDays(1) });
        var causes = new CauseStore((ITrackerDatabase)Store);

        Assert.Equal(1, await causes.ClearAsync(Sample.Start.AddSeconds(1), 10, Cancellation)); // refused by the broker at the start
        Assert.Equal(1, await causes.ClearAsync(Sample.Start.AddMinutes(2), 10, Cancellation));
        Assert.Equal(0, await causes.ClearAsync(Sample.Start.AddMinutes(2), 10, Cancellation));
        await FoldAsync();
        Assert.Equal([Group(ProblemCodes.ContentRefused, "adapter", open: 1, ended: 1)], await Counted().CausesAsync());

        Assert.Equal(1, await causes.ClearAsync(Sample.Start.AddYears(1), 10, Cancellation));
        await FoldAsync();
        Assert.Equal([Group(ProblemCodes.ContentRefused, "adapter", open: 1)], await Counted().CausesAsync());
        Assert.Equal(await Counted().RealStockAsync(), await Counted().StockAsync());
    }
}
