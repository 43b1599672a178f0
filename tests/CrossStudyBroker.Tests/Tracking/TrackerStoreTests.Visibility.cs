using CrossStudyBroker.Broker.Tracking;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

public abstract partial class TrackerStoreTests
{
    private const string Stranger = "10122";

    [Fact]
    public async Task The_sender_and_the_operator_see_all_deliveries()
    {
        await RecordFanOutAsync();

        Assert.Equal(2, (await FindAsync()).Deliveries.Count);
        var seen = await FindAsync(visibleTo: Sample.Home);
        Assert.Equal([Sample.Target, Sample.Third], seen.Deliveries.Select(d => d.Recipient));
        Assert.Equal(4, seen.Events.Count);
    }

    [Fact]
    public async Task A_recipient_sees_only_its_own_delivery()
    {
        await RecordFanOutAsync();

        var seen = await FindAsync(visibleTo: Sample.Third);
        Assert.Equal(Sample.Third, Assert.Single(seen.Deliveries).Recipient);
        Assert.All(seen.Events, e => Assert.Equal(Sample.DeliveryId(recipient: Sample.Third), e.DeliveryId));
        var listed = Assert.Single((await Store.ListAsync(new MessageFilter { VisibleTo = Sample.Third }, Cancellation)).Messages);
        Assert.Equal(Sample.Third, Assert.Single(listed.Deliveries).Recipient);
    }

    [Fact]
    public async Task A_stranger_sees_nothing()
    {
        await RecordFanOutAsync();

        Assert.Null(await Store.FindAsync(Sample.Id(Sample.Home, "m-1"), Stranger, Cancellation));
        Assert.Empty(await ListAsync(new MessageFilter { VisibleTo = Stranger }));
        Assert.Empty(await ListAsync(new MessageFilter { VisibleTo = Stranger, MessageId = "m-1" }));
        Assert.Empty(await ListAsync(new MessageFilter { VisibleTo = Stranger, CaseId = "case-1" }));
        Assert.Empty(await ListAsync(new MessageFilter { VisibleTo = Stranger, State = DeliveryState.Parked }));
        Assert.Empty(await ListAsync(new MessageFilter { VisibleTo = Stranger, Institution = Sample.Home }));
    }

    [Fact]
    public async Task An_unknown_message_is_not_found()
    {
        Assert.Null(await Store.FindAsync(Guid.NewGuid(), visibleTo: null, Cancellation));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("case-1")]
    public async Task A_recipient_cannot_find_out_about_others_by_filtering(string? caseId)
    {
        await RecordFanOutAsync(); // parked at Target, delivered to Third
        var filter = new MessageFilter { VisibleTo = Sample.Third, CaseId = caseId };

        Assert.Empty(await ListAsync(filter with { State = DeliveryState.Parked }));
        Assert.Empty(await ListAsync(filter with { Institution = Sample.Target }));
        Assert.Equal(["m-1"], await ListAsync(filter with { State = DeliveryState.Delivered }));
        Assert.Equal(["m-1"], await ListAsync(filter with { Institution = Sample.Home }));
        Assert.Equal(["m-1"], await ListAsync(filter with { Institution = Sample.Third }));
    }

    private async Task RecordFanOutAsync()
    {
        await RecordAsync(Sample.Message(recipients: [Sample.Target, Sample.Third], caseId: "case-1"));
        await ApplyAsync(Sample.Change(DeliveryState.Parked), Sample.Change(DeliveryState.Delivered, recipient: Sample.Third));
    }
}
