namespace CrossStudyBroker.Broker.Retention;

/// <summary>What the ledger tells of.</summary>
public static class ErasedThings
{
    /// <summary>The payload of a delivery.</summary>
    public const string Payload = "payload";

    /// <summary>Traces of messages, with their deliveries and events; the digest is over their tracking ids.</summary>
    public const string Trace = "trace";

    /// <summary>Links; the digest is over case, home, target and keyed hash.</summary>
    public const string Link = "link";

    /// <summary>Entries of the audit; the digest is over their numbers.</summary>
    public const string Audit = "audit";

    /// <summary>Bulk jobs, with what was left of their deliveries; the digest is over their ids.</summary>
    public const string Job = "job";

    /// <summary>Entries of the ledger itself: all from the first on, so the number is the position of the last that is gone; the digest is its hash.</summary>
    public const string Ledger = "ledger";

    /// <summary>A wrapping key, and with it whatever copies there are of what it wrapped.</summary>
    public const string Key = "key";
}
