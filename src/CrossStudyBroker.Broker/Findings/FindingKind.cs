namespace CrossStudyBroker.Broker.Findings;

/// <summary>What can be found; in the order in which it concerns people.</summary>
public enum FindingKind
{
    /// <summary>The recipient's circuit is open: it failed so often that it is called only from time to time.</summary>
    BreakerOpen,

    /// <summary>No sign of life, although something waits.</summary>
    Silent,

    /// <summary>More comes by the lane than is taken in.</summary>
    LaneGrows,

    /// <summary>More comes to the inbox than is fetched.</summary>
    InboxGrows,

    /// <summary>Deliveries are in one open state for longer than its limit.</summary>
    Stuck,

    /// <summary>Delivered, and the business reply does not come.</summary>
    NoReply,
}
