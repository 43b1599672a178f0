using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Dashboard.Pages.Failures;

/// <summary>One failure in a list: a delivery, or a message that the broker refused.</summary>
/// <param name="Message">The message.</param>
/// <param name="Delivery">The delivery; null if the broker took the message no further.</param>
public sealed record FailureRow(MessageView Message, DeliveryView? Delivery)
{
    /// <summary>The failures of a message that belong to a cause.</summary>
    public static IEnumerable<FailureRow> Of(MessageView message, CauseGroup? cause) =>
        message.Deliveries.Count == 0 ? [new FailureRow(message, null)]
        : message.Deliveries.Where(delivery => cause?.Recipient is null || delivery.Recipient == cause.Recipient).Select(delivery => new FailureRow(message, delivery));
}
