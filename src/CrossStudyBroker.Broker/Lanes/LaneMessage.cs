namespace CrossStudyBroker.Broker.Lanes;

/// <summary>One message as it came by a lane, over AMQP or HTTP: nothing about it is believed yet.</summary>
public sealed record LaneMessage
{
    /// <summary>The bytes as they came; they pass through unchanged.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Content type as declared.</summary>
    public string? ContentType { get; init; }

    /// <summary>W3C trace context from the transport's header, if any.</summary>
    public string? TraceParent { get; init; }
}
