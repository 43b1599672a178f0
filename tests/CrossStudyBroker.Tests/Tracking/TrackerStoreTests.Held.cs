using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Offerings;
using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Tests.Retention;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

public abstract partial class TrackerStoreTests
{
    [Fact]
    public async Task What_is_held_is_counted_for_all_and_for_each_party_with_the_oldest_and_the_next_to_be_erased()
    {
        await RecordAsync(
            Sample.Message("m-1"),
            Sample.Message("m-2", at: Sample.Start.AddDays(1)),
            Sample.Message("m-3", recipients: [Sample.Third], at: Sample.Start.AddDays(2)));
        await ApplyAsync(Sample.Change(DeliveryState.Parked, payload: Sample.Payload()));
        await RecordLinksAsync("m-4", Put(Sample.Link()), Put(Sample.Link("student-2", "case-2", Sample.Third, expiresOn: Sample.Day.AddDays(50))));
        await ActAsync(AtTarget, Verb.Note, "One.");
        await Store.RecordAsync([Sample.Message("m-5") with { Offerings = [new OfferingChange(Sample.Offering())] }], Cancellation);
        await FoldAsync();

        Assert.Equal(
            [
                "queued 4, oldest -, next -",
                "payloads 1, oldest 0, next 14",
                "traces 5, oldest 0, next 90",
                "links 2, oldest -, next 49.75",
                "audit 1, oldest 0, next 730",
                "jobs 0, oldest -, next -",
                "ledger 0, oldest -, next -",
                "offering 1, oldest 0, next -",
            ],
            await ToldAsync(null));
        Assert.Contains("payloads 1, oldest 0, next 14", await ToldAsync(Sample.Target));
        Assert.Equal(
            ["queued 1, oldest -, next -", "payloads 0, oldest -, next -", "traces 1, oldest 2, next 92", "links 1, oldest -, next 49.75", "audit 0, oldest -, next -"],
            (await ToldAsync(Sample.Third)).Take(5));
    }

    [Fact]
    public async Task The_next_trace_to_be_erased_is_found_by_the_networks_own_times()
    {
        await RecordAsync(
            Sample.Message("m-1"),
            Sample.Message("m-2", at: Sample.Start.AddDays(1)) with { Network = "3amk" },
            Sample.Message("m-3", recipients: [Sample.Third], at: Sample.Start.AddDays(2)) with { Network = "3amk" });
        var short3amk = new NetworkRetention { PayloadDays = 7, TraceDays = 20 };
        var long3amk = new NetworkRetention { TraceDays = 300 };

        foreach (var (institution, retention, next) in new[] { (null, short3amk, 21), (Sample.Home, short3amk, 21), (Sample.Third, short3amk, 22), (null, long3amk, 90), (Sample.Third, long3amk, 302) })
        {
            Assert.Equal((institution, next), (institution, ((await TracesAsync(institution, retention)).NextErasedAt!.Value - Sample.Start).TotalDays)); // there are some
        }

        async Task<Held> TracesAsync(string? institution, NetworkRetention retention) =>
            (await HeldOf(of3amk: retention).ReadAsync(institution, Cancellation)).Single(thing => thing.What == HeldThings.Traces);
    }

    private HeldReader HeldOf(long much = 50_000, NetworkRetention? of3amk = null) => new((ITrackerDatabase)Store, Periods.Of(of3amk), Periods.Directory(of3amk), Time, much);

    private async Task<IEnumerable<string>> ToldAsync(string? institution) => (await HeldOf().ReadAsync(institution, Cancellation))
        .Select(held => $"{held.What} {held.Number}, oldest {Days(held.OldestAt)}, next {Days(held.NextErasedAt)}");

    private static string Days(DateTimeOffset? moment) => moment is { } known ? (known - Sample.Start).TotalDays.ToString(System.Globalization.CultureInfo.InvariantCulture) : "-";
}
