namespace CrossStudyBroker.Broker.Connections;

/// <summary>What came of asking for a connection test.</summary>
/// <param name="Test">The test, ended; null if it was refused.</param>
/// <param name="Refused">Problem code of the refusal.</param>
public sealed record ConnectionTestAnswer(ConnectionTest? Test, string? Refused);
