using CrossStudyBroker.Broker.Connections;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

public abstract partial class TrackerStoreTests
{
    private static readonly ConnectionStep Failed = new(ConnectionFinding.AdapterFails, TimeSpan.FromMilliseconds(120), Code: ProblemCodes.RecipientUnreachable);

    private ConnectionTestStore TestStore => new((ITrackerDatabase)Store);

    private ConnectionReader Connections => new((ITrackerDatabase)Store, Contacts, TestStore);

    [Fact]
    public async Task One_connection_test_at_a_time_runs_for_each_institution_unless_its_process_died()
    {
        Assert.Equal(1, await BeginAsync(Sample.Target));
        Assert.Null(await BeginAsync(Sample.Target));
        Assert.Equal(1, await BeginAsync(Sample.Home));

        Time.Now += TimeSpan.FromMinutes(2);
        Assert.Equal(2, await BeginAsync(Sample.Target));
        await TestStore.EndAsync(Sample.Target, 1, Time.Now, [Failed], Cancellation); // of the process that was thought dead
        Assert.Null(await BeginAsync(Sample.Target));
        await TestStore.EndAsync(Sample.Target, 2, Time.Now, [Failed], Cancellation);
        Assert.Equal(3, await BeginAsync(Sample.Target));
    }

    [Fact]
    public async Task One_process_asks_the_adapter_and_the_other_reads_what_it_said()
    {
        await BeginAsync(Sample.Target);
        Assert.Equal([(Sample.Target, 1L)], await TestStore.WaitingAsync(Time.Now.AddMinutes(-1), Cancellation));

        Assert.True(await TestStore.TakeAsync(Sample.Target, 1, Time.Now, Cancellation));
        Assert.False(await TestStore.TakeAsync(Sample.Target, 1, Time.Now, Cancellation));
        Assert.Empty(await TestStore.WaitingAsync(Time.Now.AddMinutes(-1), Cancellation));
        Assert.Equal((true, null), await TestStore.LookAsync(Sample.Target, 1, Cancellation));
        await TestStore.AnswerAsync(Sample.Target, 1, Failed, Cancellation);
        Assert.Equal((true, Failed), await TestStore.LookAsync(Sample.Target, 1, Cancellation));
        Assert.Equal((false, null), await TestStore.LookAsync(Sample.Target, 2, Cancellation));
    }

    [Fact]
    public async Task How_a_system_is_getting_on_is_read_with_its_last_test()
    {
        await RecordAsync(
            Sample.Message("m-1"),
            Sample.Message("m-2", at: Sample.Start.AddMinutes(1)),
            Sample.Message("m-3", type: "crossstudy.completion.recorded.v1"),
            Sample.Message("m-4", sender: Sample.Target, recipients: [Sample.Home]),
            Sample.Message("m-5", outcome: MessageOutcome.Refused, type: "crossstudy.enrolment.requested.v9"));
        await ApplyAsync(Sample.Change(DeliveryState.Parked));
        await FoldAsync();
        await HeardAsync(Sample.Home, Sample.Start.AddMinutes(2));
        await BeginAsync(Sample.Home);
        await TestStore.EndAsync(Sample.Home, 1, Sample.Start.AddMinutes(3), [Failed], Cancellation);

        var home = await Connections.ReadAsync(Sample.Home, Cancellation);
        Assert.Equal(
            [new SpokenType("crossstudy.enrolment.requested.v1", 2, Sample.Start.AddMinutes(1)), new SpokenType("crossstudy.completion.recorded.v1", 1, Sample.Start)], home.Types);
        Assert.Equal((Sample.Start.AddMinutes(2), 1L), (home.Contact?.LastAt, home.Open[DeliveryState.Queued]));
        Assert.Equal((Sample.Start, Sample.Start.AddMinutes(3)), (home.LastTest?.At, home.LastTest?.EndedAt));
        Assert.Equal([Failed], home.LastTest!.Steps); // looked at above

        var target = await Connections.ReadAsync(Sample.Target, Cancellation);
        Assert.Equal((1L, 2L), (target.Open[DeliveryState.Parked], target.Open[DeliveryState.Queued]));
        Assert.Null(target.Contact);
        Assert.Null(target.LastTest);
    }

    private Task<long?> BeginAsync(string institution) => TestStore.BeginAsync(institution, Time.Now, Time.Now.AddMinutes(-1), Cancellation);
}
