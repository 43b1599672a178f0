namespace CrossStudyBroker.Broker.Transport;

/// <summary>Why and where a message was given up.</summary>
/// <param name="Queue">Queue that it came from.</param>
/// <param name="Reason">As RabbitMQ says it: <c>rejected</c>, <c>expired</c>, <c>delivery_limit</c>, <c>maxlen</c>.</param>
internal sealed record DeadLetter(string Queue, string Reason)
{
    /// <summary>Reason of a message that its handler or its recipient refused.</summary>
    public const string Rejected = "rejected";

    /// <summary>Reason of a message that was handed out as often as its queue allows.</summary>
    public const string DeliveryLimit = "delivery_limit";

    /// <summary>Reason of a message that nobody fetched in time.</summary>
    public const string Expired = "expired";
}
