namespace CrossStudyBroker.Broker.Retention;

/// <summary>Sorts of things that are held.</summary>
public static class HeldThings
{
    /// <summary>Deliveries that lie in a queue.</summary>
    public const string Queued = "queued";

    /// <summary>Sealed contents of messages.</summary>
    public const string Payloads = "payloads";

    /// <summary>Messages with their deliveries and events, without content.</summary>
    public const string Traces = "traces";

    /// <summary>Links: one for each case and identifier of the student.</summary>
    public const string Links = "links";

    /// <summary>Entries of the audit.</summary>
    public const string Audit = "audit";

    /// <summary>Bulk jobs.</summary>
    public const string Jobs = "jobs";

    /// <summary>Entries of the ledger of erasures; it is one for all institutions.</summary>
    public const string Ledger = "ledger";

    /// <summary>Ids, networks and periods of offering.</summary>
    public const string Offering = "offering";

    /// <summary>All of them, those that hold most of a person first.</summary>
    public static IReadOnlyList<string> All { get; } = [Queued, Payloads, Traces, Links, Audit, Jobs, Ledger, Offering];
}
