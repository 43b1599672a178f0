namespace CrossStudyBroker.Broker.Transport;

/// <summary>
/// Tells MassTransit to give a message back to its queue. It stands for the handler's own exception, which is logged by its type only:
/// MassTransit would log the whole of it.
/// </summary>
internal sealed class RequeuedException(string queue) : Exception($"A message went back to {queue}; see the warning before.");
