namespace CrossStudyBroker.Broker.Transport;

/// <summary>A message as it was received; nothing in it has been checked.</summary>
internal sealed record InboundMessage
{
    /// <summary>Queue it came from.</summary>
    public required string Queue { get; init; }

    /// <summary>The bytes as they came; the receiver may keep them.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Content type as declared, however odd; null if there was none.</summary>
    public string? ContentType { get; init; }

    /// <summary>Message id as declared: the delivery id on messages from the broker, anything on messages from elsewhere.</summary>
    public string? MessageId { get; init; }

    /// <summary>W3C trace context from the header, unchecked.</summary>
    public string? TraceParent { get; init; }

    /// <summary>How often this message was handed out before, as far as the transport knows.</summary>
    public int Redeliveries { get; init; }

    /// <summary>Where it died, on messages from <see cref="QueueNames.Dead"/>.</summary>
    public DeadLetter? Dead { get; init; }

    /// <summary>The delivery id, if the message id is one.</summary>
    public Guid? DeliveryId => Guid.TryParse(MessageId, out var id) ? id : null;

    /// <summary>The same message on its way to <see cref="QueueNames.Dead"/>.</summary>
    public RawMessage ToDeadLetter(string reason) => new()
    {
        Body = Body,
        ContentType = ContentType ?? RawMessage.CloudEvent,
        DeliveryId = DeliveryId,
        TraceParent = TraceParent,
        Dead = new DeadLetter(Queue, reason),
    };
}
