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
        Assert.Equal(group.Hours, Assert.Single((await Causes.ListAsync(Sample.Target, null, 10, Cancellation)).Groups).Hours);
    }

    [Fact]
    public async Task Groups_come_in_pages_those_with_most_that_wait_first_then_those_that_failed_last()
    {
        await RecordAsync([.. Enumerable.Range(0, 5).Select(n => Sample.Message($"m-{n}", recipients: [$"{20000 + n}"]))]);
        await ApplyAsync([.. Enumerable.Range(0, 5).Select(n => Sample.Change(DeliveryState.Parked, $"m-{n}", $"{20000 + n}") with { At = Sample.Start.AddSeconds(n / 2) })]);
        await RecordAsync(Sample.Message("again", recipients: ["20001"]), Sample.Message("refused", recipients: ["20009"]));
        await ApplyAsync(Sample.Change(DeliveryState.Parked, "again", "20001"), Sample.Change(DeliveryState.Refused, "refused", "20009") with { At = Sample.Start.AddHours(1) });
        await FoldAsync();

        var first = await Causes.ListAsync(null, null, 2, Cancellation);
        var second = await Causes.ListAsync(null, first.NextCursor, 2, Cancellation);
        var third = await Causes.ListAsync(null, second.NextCursor, 2, Cancellation);

        Assert.Equal(["20001", "20004"], first.Groups.Select(group => group.Recipient));
        Assert.Equal(["20002", "20003"], second.Groups.Select(group => group.Recipient).Order()); // at the same time
        Assert.Equal(["20000", "20009"], third.Groups.Select(group => group.Recipient));
        Assert.Null(third.NextCursor);
        Assert.Equal(new CauseCount(6, 6, 1), await Causes.CountAsync(null, Cancellation));
        Assert.Equal(new CauseCount(1, 1, 0), await Causes.CountAsync("20003", Cancellation));
        Assert.Equal((1, null), ((await Causes.ListAsync("20003", null, 2, Cancellation)).Groups.Count, (await Causes.ListAsync("20003", null, 2, Cancellation)).NextCursor));
    }

    [Fact]
    public async Task An_institution_pages_through_what_it_sent_and_what_it_was_sent_together()
    {
        await RecordAsync(Sample.Message("m-1"), Sample.Message("m-2"), Sample.Message("m-3", sender: Sample.Target, recipients: [Sample.Home]), Refused("m-4"));
        await ApplyAsync(
            Sample.Change(DeliveryState.Parked, "m-1", code: ProblemCodes.StudentUnknown),
            Sample.Change(DeliveryState.Parked, "m-2", code: ProblemCodes.ContentRefused) with { At = Sample.Start.AddMinutes(5) },
            Sample.Change(DeliveryState.Parked, code: ProblemCodes.StudentUnknown) with { DeliveryId = Sample.DeliveryId("m-3", Sample.Home, Sample.Target), At = Sample.Start.AddMinutes(3) });
        await FoldAsync();
        var seen = new List<(string?, string)>();
        var cursor = (string?)null;

        do
        {
            var page = await Causes.ListAsync(Sample.Home, cursor, 1, Cancellation);
            seen.AddRange(page.Groups.Select(group => (group.Recipient, group.Code)));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal((Sample.Target, ProblemCodes.ContentRefused), seen[0]);
        Assert.Equal((Sample.Home, ProblemCodes.StudentUnknown), seen[1]);
        Assert.Equal((Sample.Target, ProblemCodes.StudentUnknown), seen[2]);
        Assert.Equal(4, seen.Count); // and what the broker refused of its own
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.2")]
    [InlineData("1.2.50d2aa27438Z")]
    [InlineData("-1.2.50d2aa274382")]
    [InlineData("1.9223372036854775807.50d2aa274382")]
    public void What_is_no_cursor_is_told_apart(string text) => Assert.False(CauseReader.IsCursor(text));

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
