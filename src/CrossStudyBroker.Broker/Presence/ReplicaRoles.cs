namespace CrossStudyBroker.Broker.Presence;

/// <summary>The roles of this process.</summary>
/// <param name="Names">Their names.</param>
public sealed record ReplicaRoles(IReadOnlyList<string> Names);
