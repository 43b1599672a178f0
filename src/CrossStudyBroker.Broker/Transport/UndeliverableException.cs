namespace CrossStudyBroker.Broker.Transport;

/// <summary>A message that no queue took: none is there, or it is full. Sending it again at once changes nothing.</summary>
/// <param name="queue">Queue or exchange name.</param>
/// <param name="queueFull">True if the queue is there and refused.</param>
/// <param name="cause">What the transport said.</param>
internal sealed class UndeliverableException(string queue, bool queueFull, Exception? cause = null)
    : Exception(queueFull ? $"{queue} is full: it took no further message." : $"{queue} has no queue behind it: the message was returned.", cause)
{
    /// <summary>Queue or exchange name.</summary>
    public string Queue { get; } = queue;

    /// <summary>True if the queue is there and refused; false if there is none.</summary>
    public bool QueueFull { get; } = queueFull;
}
