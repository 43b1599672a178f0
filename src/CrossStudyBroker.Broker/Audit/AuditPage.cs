namespace CrossStudyBroker.Broker.Audit;

/// <summary>Entries, newest first, and the number before which the next page goes on; null when there is none.</summary>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, long? Next);
