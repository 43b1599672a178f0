namespace CrossStudyBroker.Broker.Tracking;

/// <summary>How a message relates to what the tracker already knew.</summary>
public enum RecordKind
{
    /// <summary>Not seen before; it is recorded now.</summary>
    New,

    /// <summary>Same sender, id and content: the stored answer holds.</summary>
    Repeat,

    /// <summary>Same sender and id, other content: nothing is stored.</summary>
    Conflict,
}
