using MassTransit;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>Whether this process reaches the transport.</summary>
public sealed class TransportState
{
    private readonly IBusControl _bus;

    internal TransportState(IBusControl bus, TransportOptions options) => (_bus, Kind) = (bus, options.Kind);

    /// <summary>Which one it is.</summary>
    public TransportKind Kind { get; }

    /// <summary>True while messages can be sent and received.</summary>
    public bool IsHealthy => _bus.CheckHealth().Status == BusHealthStatus.Healthy;
}
