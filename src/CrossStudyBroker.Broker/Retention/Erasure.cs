namespace CrossStudyBroker.Broker.Retention;

/// <summary>One entry of the ledger: something was erased.</summary>
public sealed record Erasure
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What: one of <see cref="ErasedThings"/>.</summary>
    public required string What { get; init; }

    /// <summary>Whose payload it was; null for what is erased many at a time.</summary>
    public Guid? DeliveryId { get; init; }

    /// <summary>
    /// Why. Of a payload, the state that its delivery got, or <c>trace</c> where it went with its trace; <c>clock</c> where its time was over; of a key,
    /// its id.
    /// </summary>
    public required string Reason { get; init; }

    /// <summary>How many.</summary>
    public required long Count { get; init; }

    /// <summary>Of many: the time of the earliest (when it was received, or was to be erased).</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Of many: the time of the latest.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Of many: SHA-256 over what named them, sorted.</summary>
    public byte[]? Digest { get; init; }
}
