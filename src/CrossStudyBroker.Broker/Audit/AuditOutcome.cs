namespace CrossStudyBroker.Broker.Audit;

/// <summary>What became of what somebody did. The numbers are stored.</summary>
public enum AuditOutcome
{
    /// <summary>Begun, and its end never written: the process ended in between. What became of it, the delivery tells.</summary>
    Begun = 0,

    /// <summary>Done.</summary>
    Done = 1,

    /// <summary>Refused with a code; nothing was done.</summary>
    Refused = 2,
}
