namespace CrossStudyBroker.Broker.Transport;

/// <summary>What carries the messages.</summary>
public enum TransportKind
{
    /// <summary>Inside the process; a crash forgets what was in flight.</summary>
    InMemory,

    /// <summary>RabbitMQ 3.10 or newer.</summary>
    RabbitMq,
}
