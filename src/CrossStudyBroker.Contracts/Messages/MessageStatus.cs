namespace CrossStudyBroker.Contracts.Messages;

/// <summary>
/// From the broker to the sender: changes in the state of its messages and their deliveries (R24), oldest first. Advisory; the state
/// can be asked for again over HTTP.
/// </summary>
public sealed record MessageStatus
{
    /// <summary>The changes.</summary>
    public required IReadOnlyList<StatusChange> Changes { get; init; }
}
