namespace CrossStudyBroker.Broker.Tracking;

/// <summary>
/// Where one delivery stands (DESIGN section 4). The numbers are stored; they rise with how much a person has to care,
/// so the status of a message with several deliveries is the highest of theirs.
/// </summary>
public enum DeliveryState
{
    /// <summary>The recipient's business reply or its adapter says the message is done with.</summary>
    Processed = 10,

    /// <summary>A newer message replaced this one before it was delivered.</summary>
    Superseded = 11,

    /// <summary>People settled it outside the broker.</summary>
    ResolvedElsewhere = 12,

    /// <summary>The sender withdrew it.</summary>
    Discarded = 13,

    /// <summary>The recipient sent it back; the sender corrects at the source and sends anew.</summary>
    Returned = 14,

    /// <summary>In the recipient's system; its answer is awaited.</summary>
    Delivered = 20,

    /// <summary>Recorded and on its way to the recipient's queue.</summary>
    Queued = 30,

    /// <summary>Waits behind an earlier message of the same case.</summary>
    Held = 40,

    /// <summary>Failed for the moment; tried again at a known time.</summary>
    Retrying = 50,

    /// <summary>The recipient refused it with a reason.</summary>
    Refused = 60,

    /// <summary>Nobody resolved it in time; its payload is erased.</summary>
    Expired = 70,

    /// <summary>Failed for good until a person acts.</summary>
    Parked = 80,
}
