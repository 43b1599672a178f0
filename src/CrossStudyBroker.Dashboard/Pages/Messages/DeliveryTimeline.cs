using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Dashboard.Pages.Messages;

/// <summary>What happened to one delivery, step by step, and which step was the slow one. A pure function of what the tracker has.</summary>
public sealed record DeliveryTimeline
{
    /// <summary>A step that lasts less is not called slow, however quick the others were.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(10);

    /// <summary>The delivery.</summary>
    public required DeliveryView Delivery { get; init; }

    /// <summary>Its steps, oldest first.</summary>
    public required IReadOnlyList<DeliveryStep> Steps { get; init; }

    /// <summary>From the broker's taking it to its end, or until now.</summary>
    public required TimeSpan Total { get; init; }

    /// <summary>The step that took more than half of all, if that was long.</summary>
    public DeliveryStep? SlowStep => Steps.FirstOrDefault(step => step.Lasted > Slow && step.Lasted > Total / 2);

    /// <summary>Of each delivery of a message, in the order of the message.</summary>
    public static IReadOnlyList<DeliveryTimeline> Of(MessageView message, DateTimeOffset now) =>
        [.. message.Deliveries.Select(delivery => Of(delivery, [.. message.Events.Where(happened => happened.DeliveryId == delivery.DeliveryId).OrderBy(happened => happened.At)], now))];

    private static DeliveryTimeline Of(DeliveryView delivery, IReadOnlyList<DeliveryEvent> events, DateTimeOffset now)
    {
        var steps = events.Select((happened, i) =>
        {
            var last = i == events.Count - 1;
            TimeSpan? lasted = last && DeliveryStates.IsFinal(happened.State) ? null : NotNegative((last ? now : events[i + 1].At) - happened.At);
            return new DeliveryStep(happened.State, happened.At, happened.Code, happened.By, lasted, last && lasted is not null);
        }).ToList();
        return new DeliveryTimeline { Delivery = delivery, Steps = steps, Total = steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + (step.Lasted ?? TimeSpan.Zero)) };
    }

    // Clocks of several processes may differ by a little.
    private static TimeSpan NotNegative(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;
}
