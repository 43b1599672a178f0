namespace CrossStudyBroker.Broker.Connections;

/// <summary>A type of message, and so a version of the contract, that an institution's information system sends.</summary>
/// <param name="Type">The message type.</param>
/// <param name="Number">How many of its latest messages are of it.</param>
/// <param name="LastAt">When the latest one arrived.</param>
public sealed record SpokenType(string Type, long Number, DateTimeOffset LastAt);
