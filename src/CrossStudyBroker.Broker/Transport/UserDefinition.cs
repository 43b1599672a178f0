namespace CrossStudyBroker.Broker.Transport;

/// <summary>A RabbitMQ user and its permissions, as regular expressions over names of exchanges and queues.</summary>
public sealed record UserDefinition
{
    /// <summary>User name.</summary>
    public required string Name { get; init; }

    /// <summary>What it may declare and delete.</summary>
    public required string Configure { get; init; }

    /// <summary>What it may publish to.</summary>
    public required string Write { get; init; }

    /// <summary>What it may consume.</summary>
    public required string Read { get; init; }
}
