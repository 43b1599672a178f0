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

    /// <summary>
    /// Where and why a dead letter died, the latest first; RabbitMQ adds to it, also to one that the sender wrote. What it says of the first
    /// death is the sender's, if the sender wrote one.
    /// </summary>
    public const string Deaths = "x-death";

    /// <summary>Queue of a dead letter that the broker rejects by itself.</summary>
    public const string FirstDeathQueue = "x-first-death-queue";

    /// <summary>Reason of that.</summary>
    public const string FirstDeathReason = "x-first-death-reason";

    /// <summary>Place of a message in its queue, counted from 1 without gaps; the in-memory transport only.</summary>
    public const string Sequence = "csb-sequence";
}
