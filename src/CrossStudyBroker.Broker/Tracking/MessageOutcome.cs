namespace CrossStudyBroker.Broker.Tracking;

/// <summary>What the broker answered to a message.</summary>
public enum MessageOutcome
{
    /// <summary>Taken; its deliveries tell the rest. Without deliveries: nobody to tell, processed (R3, R12, R17).</summary>
    Accepted = 0,

    /// <summary>Refused with problem codes; nothing was sent.</summary>
    Refused = 1,

    /// <summary>Answered with who would receive it; nothing was sent (R7).</summary>
    DryRun = 2,
}
