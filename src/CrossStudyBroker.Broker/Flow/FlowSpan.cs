namespace CrossStudyBroker.Broker.Flow;

/// <summary>How long the time is that arrivals are counted for.</summary>
internal static class FlowSpan
{
    /// <summary>An hour.</summary>
    public const string Hour = "hour";

    /// <summary>A Finnish calendar day.</summary>
    public const string Day = "day";
}
