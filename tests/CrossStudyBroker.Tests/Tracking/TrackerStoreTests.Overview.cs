using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Broker.Findings;
using CrossStudyBroker.Broker.Flow;
using CrossStudyBroker.Broker.Overviews;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using Microsoft.Extensions.Options;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

public abstract partial class TrackerStoreTests
{
    private OverviewReader Overviews => new((ITrackerDatabase)Store, Findings, Options.Create(Limits), Time);

    [Fact]
    public async Task The_overview_tells_what_came_what_became_of_it_and_what_is_open_to_each_its_own()
    {
        await SomeFlowAsync();

        var all = await Overviews.ReadAsync(null, 7, Cancellation);
        var home = await Overviews.ReadAsync(Sample.Home, 7, Cancellation);
        var third = await Overviews.ReadAsync(Sample.Third, 7, Cancellation);

        Assert.Equal(["all: 5 arrived, 2 delivered, 1 processed, 2 failed, 2 open, 1 parked"], all.Totals.Select(Told));
        Assert.Equal(["out: 4 arrived, 2 delivered, 1 processed, 2 failed, 1 open, 1 parked", "in: 1 arrived, 0 delivered, 0 processed, 0 failed, 1 open, 0 parked"], home.Totals.Select(Told));
        Assert.Equal(["out: 1 arrived, 0 delivered, 0 processed, 0 failed, 1 open, 0 parked", "in: 0 arrived, 0 delivered, 0 processed, 0 failed, 0 open, 0 parked"], third.Totals.Select(Told));
        Assert.Equal(["all completion 1", "all enrolment 4"], all.Kinds.Select(kind => $"{kind.Direction} {kind.Kind} {kind.Numbers.Arrived}"));
        Assert.Equal(
            [(Sample.Home, null, 1L), (Sample.Home, Sample.Target, 3L), (Sample.Third, Sample.Home, 1L)], all.Flows.Select(flow => (flow.Sender, flow.Recipient, flow.Numbers.Arrived)));
        Assert.Equal([(Sample.Third, Sample.Home)], third.Flows.Select(flow => (flow.Sender, flow.Recipient!))); // refused ones are somebody else's
    }

    [Fact]
    public async Task The_overview_tells_the_oldest_of_each_open_state_to_its_parties()
    {
        await SomeFlowAsync();

        Assert.Equal(
            [(DeliveryState.Parked, Sample.Start, Sample.Id(Sample.Home, "m-1")), (DeliveryState.Queued, Sample.Start, Sample.Id(Sample.Third, "m-5"))],
            (await Overviews.ReadAsync(null, 7, Cancellation)).Oldest.Select(oldest => (oldest.State, oldest.Since, oldest.TrackingId)));
        Assert.Equal([DeliveryState.Parked], (await Overviews.ReadAsync(Sample.Target, 7, Cancellation)).Oldest.Select(oldest => oldest.State));
        Assert.Equal([DeliveryState.Queued], (await Overviews.ReadAsync(Sample.Third, 7, Cancellation)).Oldest.Select(oldest => oldest.State));
        Assert.Equal([DeliveryState.Parked, DeliveryState.Queued], (await Overviews.ReadAsync(Sample.Home, 7, Cancellation)).Oldest.Select(oldest => oldest.State));
    }

    [Fact]
    public async Task The_overview_has_hours_and_days_and_counts_no_more_days_than_asked()
    {
        await RecordAsync(Sample.Message("m-1", at: Sample.Start.AddDays(-3)), Sample.Message("m-2", at: Sample.Start.AddHours(-2)), Sample.Message("m-3"));
        await FoldAsync();

        var overview = await Overviews.ReadAsync(null, 2, Cancellation);

        Assert.Equal(2, overview.Totals[0].Numbers.Arrived);
        Assert.Equal([1L, 0, 1], overview.Series[0].Hours.TakeLast(3).Select(point => point.Numbers.Arrived));
        Assert.Equal([1L, 0, 0, 2], overview.Series[0].Days.TakeLast(4).Select(point => point.Numbers.Arrived));
        Assert.Equal((24, 14), (overview.Series[0].Hours.Count, overview.Series[0].Days.Count));
    }

    [Fact]
    public async Task The_overview_has_causes_findings_and_what_expires_soon_as_the_caller_may_see_them()
    {
        await RecordAsync(Sample.Message("m-1"), Sample.Message("m-2"));
        await ApplyAsync(
            Sample.Change(DeliveryState.Parked, "m-1", code: ProblemCodes.StudentUnknown, payload: Sample.Payload(Sample.Start.AddDays(14))),
            Sample.Change(DeliveryState.Parked, "m-2", code: ProblemCodes.StudentUnknown, payload: Sample.Payload(Sample.Start.AddDays(15))));
        await FoldAsync();
        await FoundAsync(Sample.Start.AddDays(12.5));

        foreach (var (who, sees) in new[] { (null, true), (Sample.Home, true), (Sample.Target, true), (Sample.Third, false) })
        {
            var overview = await Overviews.ReadAsync(who, 7, Cancellation);

            Assert.Equal(sees ? new CauseCount(1, 2, 0) : new CauseCount(0, 0, 0), overview.Causes);
            Assert.Equal(sees ? [FindingKind.Stuck] : [], overview.Findings.Findings.Select(finding => finding.Kind));
            Assert.Equal((sees ? 1 : 0, sees ? Sample.Start.AddDays(14) : null), (overview.Expiring.Number, overview.Expiring.FirstAt));
            Assert.Equal(sees ? [new ExpiringPair(Sample.Home, Sample.Target, 1, Sample.Start.AddDays(14), Sample.Id(Sample.Home, "m-1"))] : [], overview.Expiring.First);
        }
    }

    [Fact]
    public async Task Of_what_expires_soon_the_first_of_each_pair_is_told_unless_it_is_done_with_meanwhile()
    {
        await RecordAsync(Sample.Message("m-1"), Sample.Message("m-2"), Sample.Message("m-3", sender: Sample.Third, recipients: [Sample.Target]));
        var third = Sample.DeliveryId("m-3", Sample.Target, Sample.Third);
        await ApplyAsync(
            Sample.Change(DeliveryState.Parked, "m-1", code: ProblemCodes.StudentUnknown, payload: Sample.Payload(Sample.Start.AddDays(14))),
            Sample.Change(DeliveryState.Parked, "m-2", code: ProblemCodes.StudentUnknown, payload: Sample.Payload(Sample.Start.AddDays(13.9))),
            Sample.Change(DeliveryState.Parked, code: ProblemCodes.StudentUnknown, payload: Sample.Payload(Sample.Start.AddDays(13.8))) with { DeliveryId = third });
        await FoundAsync(Sample.Start.AddDays(12.5));

        Assert.Equal(
            [(Sample.Third, 1L, Sample.Id(Sample.Third, "m-3")), (Sample.Home, 2L, Sample.Id(Sample.Home, "m-2"))],
            (await Overviews.ReadAsync(null, 7, Cancellation)).Expiring.First.Select(pair => (pair.Sender, pair.Number, pair.TrackingId!.Value))); // they still wait
        Assert.Equal([Sample.Third], (await Overviews.ReadAsync(Sample.Third, 7, Cancellation)).Expiring.First.Select(pair => pair.Sender));

        await ApplyAsync(Sample.Change(DeliveryState.Processed) with { DeliveryId = third });
        Assert.Null((await Overviews.ReadAsync(Sample.Third, 7, Cancellation)).Expiring.First[0].TrackingId);
    }

    [Fact]
    public async Task What_is_held_is_counted_once_a_minute_where_it_is_much()
    {
        var held = HeldOf(much: 2);
        await RecordAsync(Sample.Message("m-1"));
        Assert.Equal(1, await TracesAsync(null));
        await RecordAsync(Sample.Message("m-2"));
        Assert.Equal(2, await TracesAsync(null));

        await RecordAsync(Sample.Message("m-3"));
        Assert.Equal((2, 3), (await TracesAsync(null), await TracesAsync(Sample.Home)));
        Time.Now += TimeSpan.FromMinutes(1);
        Assert.Equal(3, await TracesAsync(null));

        async Task<long> TracesAsync(string? institution) => (await held.ReadAsync(institution, Cancellation)).Single(thing => thing.What == HeldThings.Traces).Number;
    }

    [Theory]
    [InlineData(null, DeliveryState.Queued, new[] { FlowStage.Arrived })]
    [InlineData(null, null, new FlowStage[0])]
    [InlineData(DeliveryState.Queued, DeliveryState.Processed, new[] { FlowStage.Delivered, FlowStage.Processed })]
    [InlineData(DeliveryState.Delivered, DeliveryState.Processed, new[] { FlowStage.Processed })]
    [InlineData(DeliveryState.Queued, DeliveryState.Parked, new[] { FlowStage.Failed })]
    [InlineData(DeliveryState.Parked, DeliveryState.Expired, new FlowStage[0])]
    [InlineData(DeliveryState.Parked, DeliveryState.Queued, new FlowStage[0])]
    [InlineData(DeliveryState.Delivered, DeliveryState.Refused, new[] { FlowStage.Failed })]
    [InlineData(DeliveryState.Parked, null, new FlowStage[0])]
    public void A_change_of_state_reaches_stages(DeliveryState? before, DeliveryState? after, object stages) =>
        Assert.Equal((FlowStage[])stages, FlowStages.Of((short?)before, (short?)after));

    /// <summary>Of the home: one parked, one processed, one delivered, one refused at once; and one of the third institution on its way.</summary>
    private async Task SomeFlowAsync()
    {
        await RecordAsync(
            Sample.Message("m-1"),
            Sample.Message("m-2"),
            Sample.Message("m-3", type: "crossstudy.completion.recorded.v1"),
            Refused("m-4"),
            Sample.Message("m-5", sender: Sample.Third, recipients: [Sample.Home]));
        await ApplyAsync(Sample.Change(DeliveryState.Parked, "m-1"), Sample.Change(DeliveryState.Processed, "m-2"), Sample.Change(DeliveryState.Delivered, "m-3"));
        await FoldAsync();
    }

    private static string Told(KindFlow flow) =>
        $"{flow.Direction}: {flow.Numbers.Arrived} arrived, {flow.Numbers.Delivered} delivered, {flow.Numbers.Processed} processed, {flow.Numbers.Failed} failed, {flow.Numbers.Open} open, {flow.Numbers.Parked} parked";
}
