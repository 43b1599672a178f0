using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Broker.Tracking;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

public abstract partial class TrackerStoreTests
{
    [Fact]
    public async Task What_waits_behind_a_delivery_and_what_it_waits_for_is_told_and_nothing_of_others()
    {
        await RecordAsync(Sample.Message(caseId: "case-1", recipients: [Sample.Target, Sample.Third]));
        await ApplyAsync(Sample.Change(DeliveryState.Parked, payload: Sample.Payload()));
        await RecordAsync(Sample.Message("second", caseId: "case-1"));
        await RecordAsync(
            Sample.Message("third", caseId: "case-1"),
            Sample.Message("other-case", caseId: "case-2"),
            Sample.Message("other-sender", sender: Sample.Third, caseId: "case-1"));
        await ApplyAsync(Sample.Change(DeliveryState.Held, "second", payload: Sample.Payload()), Sample.Change(DeliveryState.Held, "third", payload: Sample.Payload()));

        Assert.Equal([("second", false), ("third", false)], await NeighboursOfAsync("m-1"));
        Assert.Equal([("m-1", true), ("third", false)], await NeighboursOfAsync("second"));
        Assert.Equal([("m-1", true), ("second", true)], await NeighboursOfAsync("third"));
        Assert.Empty(await NeighboursOfAsync("other-case"));
        Assert.Empty(await NeighboursOfAsync("other-sender"));
    }

    [Fact]
    public async Task A_students_changes_are_neighbours_by_any_identifier()
    {
        await RecordAsync(Change("m-1", PersonalData, "a", "b"));
        await ApplyAsync(Sample.Change(DeliveryState.Parked, payload: Sample.Payload()));
        await RecordAsync(Change("same", StudyRight, "b", "c"), Change("other-student", StudyRight, "c"), Change("enrolment", "crossstudy.enrolment.requested.v1", "a"));
        await ApplyAsync(Sample.Change(DeliveryState.Held, "same", payload: Sample.Payload()));

        Assert.Equal([("same", false)], await NeighboursOfAsync("m-1"));
    }

    private async Task<IEnumerable<(string Message, bool IsAhead)>> NeighboursOfAsync(string message)
    {
        var names = (await Store.ListAsync(new MessageFilter(), Cancellation)).Messages.ToDictionary(view => view.TrackingId, view => view.MessageId);
        var found = await new NeighbourReader((ITrackerDatabase)Store).OfAsync(Sample.DeliveryId(message), Cancellation);
        return found.Select(neighbour => (names[neighbour.TrackingId], neighbour.IsAhead));
    }
}
