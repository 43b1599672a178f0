namespace CrossStudyBroker.Broker.Flow;

/// <summary>Whole hours, UTC. Finnish days begin at one.</summary>
internal static class Hour
{
    /// <summary>The beginning of the hour.</summary>
    public static DateTimeOffset Of(DateTimeOffset moment) => new(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
