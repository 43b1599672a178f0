namespace CrossStudyBroker.Broker.Flow;

/// <summary>Which deliveries of an institution are counted.</summary>
internal static class FlowDirection
{
    /// <summary>Of all institutions, each delivery once.</summary>
    public const string All = "all";

    /// <summary>Those that it sent.</summary>
    public const string Out = "out";

    /// <summary>Those that it was sent.</summary>
    public const string In = "in";
}
