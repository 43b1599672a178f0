namespace CrossStudyBroker.Broker.Transport;

/// <summary>Every exchange and queue name of the broker comes from here (DESIGN section 7).</summary>
internal static class QueueNames
{
    /// <summary>Where rejected and expired messages go; the broker parks them from there.</summary>
    public const string Dead = "csb.dead";

    /// <summary>All names begin so: permissions are given by it.</summary>
    public const string Prefix = "csb.";

    /// <summary>Exchange that an institution publishes to.</summary>
    public static string Out(string institution) => $"{Prefix}{institution}.out";

    /// <summary>Queue behind <see cref="Out"/>: the ordered way through the broker.</summary>
    public static string Lane(string institution) => $"{Prefix}{institution}.lane";

    /// <summary>Whose lane a queue is; null if it is none.</summary>
    public static string? SenderOf(string queue) => queue.Split('.') is ["csb", var institution, "lane"] ? institution : null;

    /// <summary>Queue that an institution receives from, and the exchange of the same name.</summary>
    public static string Inbox(string institution) => $"{Prefix}{institution}.in";

    /// <summary>Queue of status events to an institution, and the exchange of the same name.</summary>
    public static string Status(string institution) => $"{Prefix}{institution}.status";
}
