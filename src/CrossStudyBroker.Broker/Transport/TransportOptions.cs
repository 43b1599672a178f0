using System.ComponentModel.DataAnnotations;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>How messages are carried (section "Transport").</summary>
public sealed class TransportOptions
{
    /// <summary>Default: in memory.</summary>
    public TransportKind Kind { get; set; } = TransportKind.InMemory;

    /// <summary>Where RabbitMQ is, with user and password: <c>amqp://user:password@host:5672/virtual-host</c>, or <c>amqps</c>. It is a secret.</summary>
    public Uri? Uri { get; set; }

    /// <summary>Further nodes of the cluster as <c>host</c> or <c>host:port</c>, tried in turn. Default: only the one in <see cref="Uri"/>.</summary>
    public IReadOnlyList<string> Nodes { get; set; } = [];

    /// <summary>Whether exchanges and queues are declared when used; without it they must be there (<c>crossstudy topology</c>). Default: true.</summary>
    public bool CreateQueues { get; set; } = true;

    /// <summary>How many messages of one queue are in hand at once; twice as many of a lane. Default: 200.</summary>
    [Range(1, 2000)]
    public int Prefetch { get; set; } = 200;

    /// <summary>Most messages in one lane or inbox; beyond it publishers are refused. Default: 100,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxQueueLength { get; set; } = 100_000;

    /// <summary>Most status events waiting for one institution; beyond it the oldest go. Default: 50,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxStatusLength { get; set; } = 50_000;

    /// <summary>Most dead letters waiting to be parked; beyond it they wait in the queues they died in. Default: 100,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxDeadLetters { get; set; } = 100_000;

    /// <summary>How long a message waits in a queue at most; then it is dead-lettered as expired. Default: 7 days.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often a message is handed out from an inbox before it is dead-lettered. Default: 20.</summary>
    [Range(1, 1_000_000)]
    public int DeliveryLimit { get; set; } = 20;

    /// <summary>
    /// How often a message is handed out from a lane. The broker acknowledges whatever it can read, so only crashes and restarts count. Default: 1000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int LaneDeliveryLimit { get; set; } = 1000;

    /// <summary>Pause before a failed message is handed out again; it doubles each time. Default: 200 ms.</summary>
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest such pause. Default: 30 s.</summary>
    public TimeSpan LongestRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one send may take until it counts as failed, its outcome unknown. Default: 30 s.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long handlers may go on when the host stops. Default: 10 s.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
