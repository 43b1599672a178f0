using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Dashboard.Pages.Messages;
using Xunit;
using static CrossStudyBroker.Broker.Tracking.DeliveryState;

namespace CrossStudyBroker.Tests.Pages;

/// <summary>How long each step of a delivery took, and which was the slow one.</summary>
public sealed class DeliveryTimelineTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 5, 0, 0, TimeSpan.Zero);
    private static readonly Guid Delivery = Guid.NewGuid();

    [Fact]
    public void A_step_lasts_until_the_next_one_and_a_final_one_lasts_nothing()
    {
        var timeline = Of(now: 1000, (0, Queued), (2, Delivered), (60, Processed));

        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(58), null], timeline.Steps.Select(step => step.Lasted));
        Assert.Equal(TimeSpan.FromSeconds(60), timeline.Total);
        Assert.DoesNotContain(timeline.Steps, step => step.IsOpen);
        Assert.Equal(Delivered, timeline.SlowStep?.State);
    }

    [Fact]
    public void What_is_under_way_lasts_until_now()
    {
        var timeline = Of(now: 3600, (0, Queued), (1, Parked));

        Assert.Equal(TimeSpan.FromSeconds(3599), timeline.Steps[^1].Lasted);
        Assert.True(timeline.Steps[^1].IsOpen);
        Assert.Equal(Parked, timeline.SlowStep?.State);
    }

    [Fact]
    public void Quick_steps_are_not_called_slow() => Assert.Null(Of(now: 5, (0, Queued), (4, Processed)).SlowStep);

    [Fact]
    public void No_step_is_called_slow_where_several_shared_the_time() =>
        Assert.Null(Of(now: 500, (0, Queued), (100, Retrying), (200, Queued), (300, Processed)).SlowStep);

    [Fact]
    public void Clocks_that_differ_give_no_negative_time() =>
        Assert.All(Of(now: -5, (0, Queued), (2, Delivered)).Steps, step => Assert.True(step.Lasted >= TimeSpan.Zero));

    private static DeliveryTimeline Of(int now, params (int At, DeliveryState State)[] events) => DeliveryTimeline.Of(
        new MessageView
        {
            TrackingId = Guid.NewGuid(),
            Sender = "10056",
            MessageId = "m",
            Type = "crossstudy.completion.recorded.v1",
            ReceivedAt = Start,
            Size = 1,
            Outcome = MessageOutcome.Accepted,
            Deliveries = [new() { DeliveryId = Delivery, Recipient = "10065", State = events[^1].State, Attempts = 1, ChangedAt = Start }],
            Events = [.. events.Select(happened => new DeliveryEvent { DeliveryId = Delivery, State = happened.State, At = Start.AddSeconds(happened.At), By = "adapter" })],
        },
        Start.AddSeconds(now)).Single();
}
