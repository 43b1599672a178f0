namespace CrossStudyBroker.Adapters;

/// <summary>
/// The way of one institution's messages to the broker. The host gives it to the adapter of that institution; the sender's name in the
/// envelope comes from the lane, so an adapter cannot send for anyone else.
/// </summary>
public interface ILane
{
    /// <summary>
    /// Hands a message to the broker. When the task is done the message is safe; whether it is accepted comes by
    /// <see cref="ISisAdapter.StatusChangedAsync"/> (R24). After an exception nobody knows: send the very same message again.
    /// </summary>
    Task SendAsync(OutgoingMessage message, CancellationToken cancellationToken);
}
