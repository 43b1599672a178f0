namespace CrossStudyBroker.Broker.Flow;

/// <summary>What flow is counted by. The numbers are stored.</summary>
internal enum FlowStage : short
{
    /// <summary>Recorded, or refused by the broker.</summary>
    Arrived = 1,

    /// <summary>In the recipient's system; also what was processed at once.</summary>
    Delivered = 2,

    /// <summary>Done with.</summary>
    Processed = 3,

    /// <summary>Parked, refused, returned or expired; each time anew, but once from one of these to another.</summary>
    Failed = 4,
}
