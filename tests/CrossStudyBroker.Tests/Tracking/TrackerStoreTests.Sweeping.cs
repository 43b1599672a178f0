using CrossStudyBroker.Broker.Tracking;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

public abstract partial class TrackerStoreTests
{
    private static readonly string[] TraceTables = ["message", "party", "delivery", "event", "student", "vault"];

    [Fact]
    public async Task Sweeping_deletes_traces_older_than_told_and_nothing_else()
    {
        await RecordTraceAsync("old", Sample.Start.AddTicks(-10));
        await RecordTraceAsync("young", Sample.Start);

        var deleted = await Store.SweepAsync(Sample.Start, tracesBefore: Sample.Start, Cancellation);

        Assert.Equal(2, deleted); // the message and the payload that was left with it
        Assert.Null(await Store.FindAsync(Sample.Id(Sample.Home, "old"), visibleTo: null, Cancellation));
        Assert.Equal(["young"], await ListAsync(new MessageFilter()));
        long[] left = await Task.WhenAll(TraceTables.Select(CountAsync));
        Assert.Equal([1, 3, 2, 1, 1, 1], left);
    }

    [Fact]
    public async Task Sweeping_deletes_everything_in_as_many_pieces_as_it_takes()
    {
        foreach (var batch in Enumerable.Range(0, 4_100).Chunk(500))
        {
            await RecordAsync([.. batch.Select(n => Sample.Message($"m-{n}"))]);
        }

        Assert.Equal(4_100, await Store.SweepAsync(Sample.Start, Sample.Start.AddSeconds(1), Cancellation));

        Assert.All(await Task.WhenAll(TraceTables.Select(CountAsync)), count => Assert.Equal(0, count));
    }

    [Fact]
    public async Task A_swept_message_is_new_again()
    {
        await RecordAsync(Sample.Message());
        await Store.SweepAsync(Sample.Start, Sample.Start.AddSeconds(1), Cancellation);

        Assert.Equal(RecordKind.New, Assert.Single(await RecordAsync(Sample.Message(content: "other"))).Kind);
    }

    [Fact]
    public async Task Sweeping_deletes_expired_payloads_and_leaves_the_delivery()
    {
        await RecordAsync(Sample.Message(), Sample.Message("m-2"));
        await ApplyAsync(
            Sample.Change(DeliveryState.Parked, payload: Sample.Payload(Sample.Start.AddDays(14))),
            Sample.Change(DeliveryState.Parked, "m-2", payload: Sample.Payload(Sample.Start.AddDays(15))));

        Assert.Equal(1, await Store.SweepAsync(Sample.Start.AddDays(14), Sample.Start.AddDays(-90), Cancellation));

        Assert.Equal(1, await CountAsync("vault"));
        Assert.Equal(DeliveryState.Parked, (await DeliveryAsync()).State);
    }

    [Fact]
    public async Task Sweeping_deletes_expired_links()
    {
        await RecordLinksAsync("m-1", Put(Sample.Link(expiresOn: Sample.Day.AddDays(3))), Put(Sample.Link("student-2", expiresOn: Sample.Day.AddDays(4))));

        Assert.Equal(1, await Store.SweepAsync(Sample.Start.AddDays(3), Sample.Start.AddDays(-90), Cancellation));

        Assert.Equal(1, await CountAsync("link"));
    }

    private async Task RecordTraceAsync(string id, DateTimeOffset at)
    {
        await RecordAsync(Sample.Message(id, recipients: [Sample.Target, Sample.Third], at: at) with { StudentHashes = [Sample.Hash("a")] });
        await ApplyAsync(Sample.Change(DeliveryState.Parked, id, payload: Sample.Payload()));
    }
}
