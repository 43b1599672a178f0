namespace CrossStudyBroker.Broker.Retention;

/// <summary>What is held just now: all of it, or what one institution is a party to.</summary>
public sealed record Held
{
    /// <summary>Sealed payloads.</summary>
    public required long Payloads { get; init; }

    /// <summary>When the next of them is erased at the latest; null without any.</summary>
    public DateTimeOffset? NextPayloadErasedAt { get; init; }

    /// <summary>Traces of messages.</summary>
    public required long Traces { get; init; }

    /// <summary>When the oldest of these messages was received; null without any.</summary>
    public DateTimeOffset? OldestTrace { get; init; }

    /// <summary>Links: one for each case and identifier of the student.</summary>
    public required long Links { get; init; }
}
