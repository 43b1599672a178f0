namespace CrossStudyBroker.Adapters;

/// <summary>What became of a delivery at the recipient.</summary>
public enum OutcomeKind
{
    /// <summary>Safely in the SIS; acting upon it is still to come, and a reply will tell.</summary>
    Delivered,

    /// <summary>Acted upon; nothing more is awaited.</summary>
    Processed,

    /// <summary>The SIS will not act upon it, for a reason that the sender can understand.</summary>
    Refused,

    /// <summary>It could not be taken now; trying again later may help.</summary>
    FailedTemporarily,

    /// <summary>It can never be taken as things are; a person has to act before it is worth another try.</summary>
    FailedPermanently,
}
