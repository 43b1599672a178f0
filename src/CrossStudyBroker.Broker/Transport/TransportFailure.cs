using MassTransit;
using RabbitMQ.Client.Exceptions;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>Says what an exception of the libraries underneath means, so that nobody else has to know them.</summary>
public static class TransportFailure
{
    /// <summary>True if RabbitMQ does not answer, or does not let the user in.</summary>
    public static bool IsUnreachable(Exception exception) => exception is BrokerUnreachableException or RabbitMqConnectionException;
}
