namespace CrossStudyBroker.Broker.Tracking;

/// <summary>A value of a <see cref="MessageFilter"/> cannot be used; the message says which one and what is expected.</summary>
public sealed class InvalidFilterException(string message) : Exception(message);
