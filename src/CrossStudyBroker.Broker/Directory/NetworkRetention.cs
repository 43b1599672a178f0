namespace CrossStudyBroker.Broker.Directory;

/// <summary>How long things of one network are kept, in days; what is left out is kept as long as usual.</summary>
public sealed record NetworkRetention
{
    /// <summary>The content of a message that waits, from when it is first kept.</summary>
    public int? PayloadDays { get; init; }

    /// <summary>The trace of a message, from when it was received.</summary>
    public int? TraceDays { get; init; }

    /// <summary>A link, from the end of the target study right.</summary>
    public int? LinkDays { get; init; }
}
