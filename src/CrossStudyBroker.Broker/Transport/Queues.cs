namespace CrossStudyBroker.Broker.Transport;

/// <summary>
/// The four kinds of queues and their arguments; MassTransit's endpoints, <see cref="Topology"/> and the tests all take them from here.
/// Delivery limits are always set: without one RabbitMQ 3 repeats for ever and RabbitMQ 4 stops at 20.
/// </summary>
internal static class Queues
{
    /// <summary>One consumer at a time, so that its order is kept; all of it survives in <see cref="QueueNames.Dead"/> if it cannot be handled.</summary>
    public static QueueDefinition Lane(string institution, TransportOptions options) => new()
    {
        Name = QueueNames.Lane(institution),
        Exchange = QueueNames.Out(institution),
        Arguments = new Dictionary<string, object>(DeadLettering(options))
        {
            ["x-single-active-consumer"] = true,
            ["x-max-length"] = (long)options.MaxQueueLength,
            ["x-delivery-limit"] = (long)options.LaneDeliveryLimit,
        },
    };

    /// <summary>What an institution receives.</summary>
    public static QueueDefinition Inbox(string institution, TransportOptions options) => new()
    {
        Name = QueueNames.Inbox(institution),
        Exchange = QueueNames.Inbox(institution),
        Arguments = new Dictionary<string, object>(DeadLettering(options))
        {
            ["x-max-length"] = (long)options.MaxQueueLength,
            ["x-delivery-limit"] = (long)options.DeliveryLimit,
        },
    };

    /// <summary>Status events are advisory: they can be asked for again, so the oldest go first and nothing is dead-lettered.</summary>
    public static QueueDefinition Status(string institution, TransportOptions options) => new()
    {
        Name = QueueNames.Status(institution),
        Exchange = QueueNames.Status(institution),
        Arguments = new Dictionary<string, object>
        {
            ["x-queue-type"] = "quorum",
            ["x-overflow"] = "drop-head",
            ["x-message-ttl"] = (long)options.MaxAge.TotalMilliseconds,
            ["x-max-length"] = (long)options.MaxStatusLength,
            ["x-delivery-limit"] = (long)options.DeliveryLimit,
        },
    };

    /// <summary>
    /// The end of the line: nothing leaves it but to the broker's parking. When it is full, dead letters wait in the queues they died in.
    /// </summary>
    public static QueueDefinition Dead(TransportOptions options) => new()
    {
        Name = QueueNames.Dead,
        Exchange = QueueNames.Dead,
        Arguments = new Dictionary<string, object>
        {
            ["x-queue-type"] = "quorum",
            ["x-overflow"] = "reject-publish",
            ["x-max-length"] = (long)options.MaxDeadLetters,
            ["x-delivery-limit"] = 1_000_000L,
        },
    };

    private static Dictionary<string, object> DeadLettering(TransportOptions options) => new()
    {
        ["x-queue-type"] = "quorum",
        ["x-overflow"] = "reject-publish",
        ["x-message-ttl"] = (long)options.MaxAge.TotalMilliseconds,
        ["x-dead-letter-exchange"] = QueueNames.Dead,
        ["x-dead-letter-strategy"] = "at-least-once",
    };
}
