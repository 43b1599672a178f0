namespace CrossStudyBroker.Broker.Transport;

/// <summary>Lets asynchronous handlers begin in order: the part before their first await runs in its turn, the rest goes on side by side.</summary>
internal static class Turn
{
    /// <summary>Calls the handler in its turn and ends when it has ended. Cancelling before its turn skips it.</summary>
    public static async Task TakeAsync(Sequencer sequencer, ulong? number, InboundHandler handler, InboundMessage message, CancellationToken cancellationToken)
    {
        var begun = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        sequencer.Enter(number, () => begun.TrySetResult(BeginAsync(handler, message, cancellationToken)));
        var handling = await begun.Task.WaitAsync(cancellationToken);
        await handling;
    }

    private static async Task BeginAsync(InboundHandler handler, InboundMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await handler(message, cancellationToken);
    }
}
