namespace CrossStudyBroker.Broker.Transport;

/// <summary>
/// Takes one message. Handlers of one endpoint are called in the order of its queue: the part before the first await runs
/// before the next message is handed in. The message is acknowledged when the task ends well, delivered again after a pause
/// when it fails, and dead-lettered on <see cref="RejectedException"/>.
/// </summary>
internal delegate Task InboundHandler(InboundMessage message, CancellationToken cancellationToken);
