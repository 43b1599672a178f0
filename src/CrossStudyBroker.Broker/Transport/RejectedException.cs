namespace CrossStudyBroker.Broker.Transport;

/// <summary>A handler throws it to give a message up: it goes to <see cref="QueueNames.Dead"/> and is not delivered again.</summary>
internal sealed class RejectedException() : Exception("The handler rejected the message.");
