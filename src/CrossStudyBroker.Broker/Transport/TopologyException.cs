namespace CrossStudyBroker.Broker.Transport;

/// <summary>RabbitMQ has not what the broker needs: a queue is missing, or is there with other arguments. A person must act.</summary>
/// <param name="message">What is wrong, with which queue and argument, and what to do.</param>
public sealed class TopologyException(string message) : Exception(message);
