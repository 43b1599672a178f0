using CrossStudyBroker.Broker.Offerings;
using CrossStudyBroker.Broker.Tracking;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

public abstract partial class TrackerStoreTests
{
    [Fact]
    public async Task Offering_is_kept_as_published()
    {
        await PublishAsync("m-1", Sample.Offering(), Sample.Offering("course-2") with { Networks = [], EnrolmentStart = null, EnrolmentEnd = null });

        Assert.Equivalent(Sample.Offering(), await OfferingAsync(), strict: true);
        var second = await OfferingAsync("course-2");
        Assert.Equal((0, null, null), (second?.Networks.Count, second?.EnrolmentStart, second?.EnrolmentEnd));
        Assert.Null(await OfferingAsync("course-3"));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public async Task R9_The_newest_published_version_holds_and_of_the_same_moment_the_one_that_comes_last(int minutesLater, bool replaces)
    {
        await PublishAsync("m-1", Sample.Offering());

        await PublishAsync("m-2", Sample.Offering(publishedAt: Sample.Start.AddMinutes(minutesLater), withdrawn: true));

        Assert.Equal(replaces, (await OfferingAsync())?.Withdrawn);
    }

    [Fact]
    public async Task R9_The_newest_version_holds_also_within_one_call()
    {
        var versions = new[] { 3, 9, 1 }.Select(minute => Sample.Offering(publishedAt: Sample.Start.AddMinutes(minute))).ToArray();

        await RecordAsync([.. versions.Select((v, n) => Sample.Message($"m-{n}") with { Offerings = [new OfferingChange(v)] })]);

        Assert.Equal(Sample.Start.AddMinutes(9), (await OfferingAsync())?.PublishedAt);
    }

    [Fact]
    public async Task R9_Of_versions_of_the_same_moment_the_last_one_holds_also_within_one_call()
    {
        await RecordAsync([.. new[] { false, true }.Select(withdrawn =>
            Sample.Message($"m-{withdrawn}") with { Offerings = [new OfferingChange(Sample.Offering(withdrawn: withdrawn))] })]);

        Assert.True((await OfferingAsync())?.Withdrawn);
    }

    [Fact]
    public async Task R2_Offering_of_the_same_id_at_another_target_is_another_one()
    {
        await PublishAsync("m-1", Sample.Offering(), Sample.Offering() with { Target = Sample.Third });

        var facts = await Store.ReadFactsAsync(new FactsRequest { Offerings = ["course-1"] }, Cancellation);

        Assert.Equal([Sample.Target, Sample.Third], facts.Offerings.Select(o => o.Target).Order());
    }

    [Fact]
    public async Task Facts_answer_everything_asked_at_once()
    {
        await RecordAsync(Sample.Message() with { Links = [Put(Sample.Link())], Offerings = [new OfferingChange(Sample.Offering())] });

        var facts = await Store.ReadFactsAsync(
            new FactsRequest
            {
                Deliveries = [Sample.DeliveryId(), Sample.DeliveryId("other"), Sample.DeliveryId()],
                Students = [(Sample.Home, Sample.Hash("student-1")), (Sample.Home, Sample.Hash("student-1"))],
                Offerings = ["course-1", "course-2", "course-1"],
            },
            Cancellation);

        Assert.Equal([Sample.DeliveryId()], facts.Deliveries);
        Assert.Single(facts.Links);
        Assert.Single(facts.Offerings);
    }

    private Task PublishAsync(string messageId, params Offering[] offerings) =>
        RecordAsync(Sample.Message(messageId) with { Offerings = [.. offerings.Select(o => new OfferingChange(o))] });

    private async Task<Offering?> OfferingAsync(string id = "course-1") =>
        (await Store.ReadFactsAsync(new FactsRequest { Offerings = [id] }, Cancellation)).Offerings.SingleOrDefault();
}
