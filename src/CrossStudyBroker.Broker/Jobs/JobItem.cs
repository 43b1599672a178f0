namespace CrossStudyBroker.Broker.Jobs;

/// <summary>One delivery of a job.</summary>
public sealed record JobItem
{
    /// <summary>Its place in the job's order, from 1 on.</summary>
    public required int Place { get; init; }

    /// <summary>The delivery.</summary>
    public required Guid DeliveryId { get; init; }

    /// <summary>How it stands.</summary>
    public required JobItemState State { get; init; }

    /// <summary>What it failed with, or why it was left out.</summary>
    public string? Code { get; init; }

    /// <summary>When it got that state, UTC; null while it waits.</summary>
    public DateTimeOffset? At { get; init; }
}
