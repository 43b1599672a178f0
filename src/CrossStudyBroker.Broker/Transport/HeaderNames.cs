namespace CrossStudyBroker.Broker.Transport;

/// <summary>Names of the message headers in use.</summary>
internal static class HeaderNames
{
    /// <summary>W3C trace context, as the CloudEvents binding names it.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>Where the in-memory transport keeps the content type.</summary>
    public const string ContentType = "Content-Type";

    /// <summary>Count of earlier deliveries; quorum queues set it.</summary>
    public const string DeliveryCount = "x-delivery-count";

    /// <summary>Queue a dead letter came from first; RabbitMQ sets it, and the broker when it rejects by itself.</summary>
    public const string FirstDeathQueue = "x-first-death-queue";

    /// <summary>Reason of the first death; set likewise.</summary>
    public const string FirstDeathReason = "x-first-death-reason";

    /// <summary>Place of a message in its queue, counted from 1 without gaps; the in-memory transport only.</summary>
    public const string Sequence = "csb-sequence";
}
