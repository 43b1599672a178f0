namespace CrossStudyBroker.Broker.Transport;

/// <summary>A connected endpoint. Disposing it lets handlers finish what they have in hand; on RabbitMQ the rest stays in the queue.</summary>
internal sealed class EndpointHandle(string queue, Func<Task> disconnect) : IAsyncDisposable
{
    private int _disposed;

    /// <summary>Queue it receives from.</summary>
    public string Queue { get; } = queue;

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await disconnect();
        }
    }
}
