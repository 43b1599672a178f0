using System.Collections.Concurrent;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>The queues of the in-memory transport, by the exchange they are bound to.</summary>
internal sealed class MemoryQueues
{
    private readonly ConcurrentDictionary<string, MemoryQueue> _queues = new(StringComparer.Ordinal);

    /// <summary>The queue of this definition, made if it is new.</summary>
    public MemoryQueue GetOrAdd(QueueDefinition definition) => _queues.GetOrAdd(definition.Exchange, _ => new MemoryQueue(definition));

    /// <summary>True while nothing is on its way.</summary>
    public bool AreIdle => _queues.Values.All(queue => queue.IsIdle);

    /// <summary>Messages that wait behind an exchange; none where there is no such queue.</summary>
    public long WaitingBehind(string exchange) => _queues.TryGetValue(exchange, out var queue) ? queue.Waiting : 0;

    /// <summary>The queue behind an exchange.</summary>
    /// <exception cref="UndeliverableException">There is none.</exception>
    public MemoryQueue Behind(string exchange) =>
        _queues.TryGetValue(exchange, out var queue) ? queue : throw new UndeliverableException(exchange, queueFull: false);
}
