namespace CrossStudyBroker.Broker.Transport;

/// <summary>The pause before a message is handed out again.</summary>
internal static class RetryDelay
{
    /// <summary>Doubles with every failure up to the longest.</summary>
    public static TimeSpan After(int redeliveries, TransportOptions options)
    {
        var ticks = options.FirstRetryDelay.Ticks * Math.Pow(2, Math.Clamp(redeliveries, 0, 30));
        return ticks < options.LongestRetryDelay.Ticks ? TimeSpan.FromTicks((long)ticks) : options.LongestRetryDelay;
    }
}
