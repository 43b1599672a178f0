using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Broker.Jobs;

/// <summary>
/// Which failed deliveries a job is for: those chosen one by one, or of a cause group, or of a filter. The set is found once, at the start of
/// the job. All conditions hold together; null leaves one out.
/// </summary>
public sealed record JobSet
{
    /// <summary>Chosen one by one.</summary>
    public IReadOnlyList<Guid>? Deliveries { get; init; }

    /// <summary>A cause group.</summary>
    public string? Cause { get; init; }

    /// <summary>Sent by or to this institution.</summary>
    public string? Institution { get; init; }

    /// <summary>Parked or retrying; null: both.</summary>
    public DeliveryState? State { get; init; }

    /// <summary>Message kind.</summary>
    public string? Kind { get; init; }

    /// <summary>Problem code of the failure.</summary>
    public string? Code { get; init; }

    /// <summary>Case id.</summary>
    public string? CaseId { get; init; }

    /// <summary>Message received at or after, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Message received before, UTC.</summary>
    public DateTimeOffset? To { get; init; }
}
