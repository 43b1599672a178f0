using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.ReferenceSis.Sending;

/// <summary>How one of this SIS's own messages is getting on, as its users see it (R24).</summary>
public sealed record SyncStatus
{
    /// <summary>The message's id.</summary>
    public required string MessageId { get; init; }

    /// <summary>Message type.</summary>
    public required string Type { get; init; }

    /// <summary>The case, if any.</summary>
    public string? CaseId { get; init; }

    /// <summary>The newest state told of the message; null: the broker has not said anything yet.</summary>
    public MessageState? State { get; init; }

    /// <summary>When the state changed.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Why, as problem codes.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>Dry run: who would have received it (R7).</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>The newest state per recipient.</summary>
    public IReadOnlyDictionary<string, StatusChange> Deliveries { get; init; } = new Dictionary<string, StatusChange>();
}
