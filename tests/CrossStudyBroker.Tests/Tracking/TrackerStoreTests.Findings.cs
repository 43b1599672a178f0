using CrossStudyBroker.Broker.Contacts;
using CrossStudyBroker.Broker.Findings;
using CrossStudyBroker.Broker.Tracking;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

public abstract partial class TrackerStoreTests
{
    private static readonly FindingOptions Limits = new();

    private ContactStore Contacts => new((ITrackerDatabase)Store);

    [Theory]
    [InlineData(DeliveryState.Queued, 60)]
    [InlineData(DeliveryState.Held, 24 * 60)]
    [InlineData(DeliveryState.Retrying, 12 * 60)]
    [InlineData(DeliveryState.Parked, 3 * 24 * 60)]
    public async Task A_delivery_that_is_open_for_longer_than_its_limit_is_found_and_forgotten_when_it_moves(DeliveryState state, int minutes)
    {
        await RecordAsync(Sample.Message("m-1"), Sample.Message("m-2", at: Sample.Start.AddMinutes(30)));
        await ApplyAsync([.. new[] { "m-1", "m-2" }.Select(id => Sample.Change(state, id))]);
        await HeardAsync(Sample.Target, Sample.Start.AddMinutes(minutes));

        Assert.Empty(await FoundAsync(Sample.Start.AddMinutes(minutes)));
        var found = Assert.Single(await FoundAsync(Sample.Start.AddMinutes(minutes + 1)));
        Assert.Equal((FindingKind.Stuck, Sample.Target, state, 1L, Sample.Start), (found.Kind, found.Institution, found.State, found.Number, found.OldestAt));

        await ApplyAsync(Sample.Change(DeliveryState.Processed, "m-1"), Sample.Change(DeliveryState.Processed, "m-2"));
        Assert.Empty(await FoundAsync(Sample.Start.AddMinutes(minutes + 2)));
    }

    [Fact]
    public async Task A_finding_keeps_the_time_since_when_it_is_found()
    {
        await RecordAsync(Sample.Message());
        await HeardAsync(Sample.Target, Sample.Start.AddHours(2));
        await FoundAsync(Sample.Start.AddHours(2));

        Assert.Equal(Sample.Start.AddHours(2), Assert.Single(await FoundAsync(Sample.Start.AddHours(2.5))).Since);
        Assert.Equal(Sample.Start.AddHours(2.5), (await Findings.ListAsync(null, Cancellation)).CheckedAt);
    }

    [Fact]
    public async Task A_sender_sees_its_own_part_the_recipient_the_whole_and_a_stranger_nothing()
    {
        await RecordAsync(Sample.Message("m-1"), Sample.Message("m-2"), Sample.Message("m-1", sender: Sample.Third));
        await HeardAsync(Sample.Target, Sample.Start.AddHours(2));
        await FoundAsync(Sample.Start.AddHours(2));

        foreach (var (who, number) in new[] { (Sample.Home, 2L), (Sample.Third, 1L), (Sample.Target, 3L), (null, 3L) })
        {
            Assert.Equal(number, Assert.Single((await Findings.ListAsync(who, Cancellation)).Findings).Number);
        }

        Assert.Empty((await Findings.ListAsync("10999", Cancellation)).Findings);
    }

    [Fact]
    public async Task Who_is_silent_while_something_waits_is_found_until_it_gives_a_sign_of_life()
    {
        await HeardAsync(Sample.Target, Sample.Start.AddMinutes(-5));
        Assert.Empty(await FoundAsync(Sample.Start.AddHours(10))); // nothing waits
        await RecordAsync(Sample.Message());

        Assert.Empty(await FoundAsync(Sample.Start.AddMinutes(60)));
        var found = (await FoundAsync(Sample.Start.AddMinutes(61)))[0];
        Assert.Equal((FindingKind.Silent, Sample.Target, 1L, Sample.Start.AddMinutes(-5)), (found.Kind, found.Institution, found.Number, found.LastContactAt));

        await HeardAsync(Sample.Target, Sample.Start.AddMinutes(61));
        Assert.DoesNotContain(await FoundAsync(Sample.Start.AddMinutes(61)), finding => finding.Kind == FindingKind.Silent);
    }

    [Fact]
    public async Task A_reply_that_does_not_come_is_found_until_it_comes()
    {
        var message = Sample.Message("m-1", type: "crossstudy.completion.recorded.v1");
        await RecordAsync(
            message with { Deliveries = [message.Deliveries[0] with { ReplyBy = Sample.Start.AddDays(3) }] },
            Sample.Message("m-2", type: "crossstudy.offering.published.v1")); // nobody replies to it
        await ApplyAsync(Sample.Change(DeliveryState.Delivered, "m-1"), Sample.Change(DeliveryState.Delivered, "m-2"));

        Assert.Empty(await FoundAsync(Sample.Start.AddDays(3)));
        var found = Assert.Single(await FoundAsync(Sample.Start.AddDays(4)));
        Assert.Equal((FindingKind.NoReply, "completion", 1L, Sample.Start), (found.Kind, found.MessageKind, found.Number, found.OldestAt));

        await ApplyAsync(Sample.Change(DeliveryState.Processed, "m-1"));
        Assert.Empty(await FoundAsync(Sample.Start.AddDays(4)));
    }

    [Fact]
    public async Task An_open_circuit_is_found_until_the_adapter_answers()
    {
        var book = new ContactBook(Time);
        book.Answered(Sample.Target);
        book.Broke(Sample.Target, TimeSpan.FromSeconds(30));
        await Contacts.WriteAsync(book.Take(), Cancellation);
        Time.Now += TimeSpan.FromMinutes(1);
        book.Broke(Sample.Target, TimeSpan.FromSeconds(30));
        await Contacts.WriteAsync(book.Take(), Cancellation);

        var found = Assert.Single(await FoundAsync(Time.Now));
        Assert.Equal((FindingKind.BreakerOpen, Sample.Target, Sample.Start), (found.Kind, found.Institution, found.LastContactAt));
        Assert.Empty((await Findings.ListAsync(Sample.Home, Cancellation)).Findings);

        book.Answered(Sample.Target);
        await Contacts.WriteAsync(book.Take(), Cancellation);
        Assert.Empty(await FoundAsync(Time.Now));
    }

    [Fact]
    public async Task A_lane_or_an_inbox_that_only_grows_is_found_until_it_gets_shorter()
    {
        async Task<IEnumerable<FindingKind>> AfterAsync(int minutes, int lane, int inbox)
        {
            await RecordAsync([.. Enumerable.Range(0, inbox).Select(n => Sample.Message($"m-{minutes}-{n}", at: Sample.Start.AddMinutes(minutes)))]);
            await FoldAsync();
            return (await FoundAsync(Sample.Start.AddMinutes(minutes), lane)).Select(finding => finding.Kind);
        }

        Assert.Empty(await AfterAsync(0, lane: 90, inbox: 90));
        Assert.Empty(await AfterAsync(5, lane: 150, inbox: 10));
        Assert.Equal([FindingKind.LaneGrows, FindingKind.InboxGrows], await AfterAsync(10, lane: 160, inbox: 1));
        Assert.Equal([FindingKind.InboxGrows], await AfterAsync(15, lane: 80, inbox: 1));
        Assert.Equal([], await AfterAsync(26, lane: 80, inbox: 0));
    }

    private FindingReader Findings => new((ITrackerDatabase)Store);

    private Task HeardAsync(string institution, DateTimeOffset at) =>
        Contacts.WriteAsync([new ContactNote { Institution = institution, HeardAt = at }], Cancellation);

    /// <summary>Looks at that moment, and tells what the operator sees.</summary>
    private async Task<IReadOnlyList<Finding>> FoundAsync(DateTimeOffset now, int lane = 0)
    {
        var store = new FindingStore((ITrackerDatabase)Store, Contacts);
        var facts = await store.ReadAsync(new Dictionary<string, long> { [Sample.Target] = lane }, now, Limits, Cancellation);
        await store.WriteAsync(facts, FindingRules.Find(facts, Limits), Limits, Cancellation);
        return (await Findings.ListAsync(null, Cancellation)).Findings;
    }
}
