namespace CrossStudyBroker.Broker.Transport;

/// <summary>A durable queue, the exchange that it is bound to, and its arguments.</summary>
public sealed record QueueDefinition
{
    /// <summary>Queue name.</summary>
    public required string Name { get; init; }

    /// <summary>Durable fanout exchange that messages for the queue are published to.</summary>
    public required string Exchange { get; init; }

    /// <summary>Queue arguments (<c>x-…</c>); RabbitMQ never changes them on a queue that is there.</summary>
    public required IReadOnlyDictionary<string, object> Arguments { get; init; }

    /// <summary>Most messages that it holds.</summary>
    public long MaxLength => (long)Arguments["x-max-length"];

    /// <summary>How often a message is handed out before it is dead-lettered or dropped.</summary>
    public long DeliveryLimit => (long)Arguments["x-delivery-limit"];

    /// <summary>Whether the oldest messages go when it is full; otherwise publishers are refused.</summary>
    public bool DropsOldest => Arguments["x-overflow"] is "drop-head";
}
