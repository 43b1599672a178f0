namespace CrossStudyBroker.Broker.Transport;

/// <summary>A message as it travels: bytes that nobody here reads or rewrites, and the few properties beside them.</summary>
internal sealed record RawMessage
{
    /// <summary>Content type of CloudEvents in structured mode.</summary>
    public const string CloudEvent = "application/cloudevents+json";

    /// <summary>The bytes, exactly as they go out or came in.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Content type to send with.</summary>
    public string ContentType { get; init; } = CloudEvent;

    /// <summary>Becomes the AMQP message id, by which a recipient knows a repeat; none: a new one.</summary>
    public Guid? DeliveryId { get; init; }

    /// <summary>W3C trace context, sent as header <c>traceparent</c>.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Where the message was rejected; set only on the way to <see cref="QueueNames.Dead"/>.</summary>
    public DeadLetter? Dead { get; init; }
}
