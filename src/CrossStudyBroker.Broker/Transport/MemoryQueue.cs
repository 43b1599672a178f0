namespace CrossStudyBroker.Broker.Transport;

/// <summary>
/// What the in-memory transport does not keep by itself: whether a queue is there, how full it is, and the order of its messages,
/// which the sender stamps because the readers take them in any.
/// </summary>
internal sealed class MemoryQueue(QueueDefinition definition)
{
    private readonly Lock _lock = new();
    private ulong _sent;
    private long _waiting;
    private InboundHandler? _handler;
    private TaskCompletionSource? _drained;
    private Task? _endpoint;

    public QueueDefinition Definition { get; } = definition;

    public Sequencer Sequencer { get; } = new();

    /// <summary>The handler; stays while messages drain after <see cref="CloseAsync"/>.</summary>
    public InboundHandler Handler => _handler ?? throw new InvalidOperationException($"{Definition.Name} has no handler.");

    /// <summary>True while more messages wait than the queue holds.</summary>
    public bool Overflows => Interlocked.Read(ref _waiting) > Definition.MaxLength;

    /// <summary>Messages that wait or are in hand.</summary>
    public long Waiting => Interlocked.Read(ref _waiting);

    /// <summary>True while no message waits or is in hand.</summary>
    public bool IsIdle => Waiting == 0;

    /// <summary>Makes the endpoint the first time. It stays for good: stopping one would lose what is on its way.</summary>
    public Task EndpointAsync(Func<Task> connect)
    {
        lock (_lock)
        {
            return _endpoint ??= connect();
        }
    }

    /// <summary>Takes messages from now on; the endpoint must be ready.</summary>
    public void Open(InboundHandler handler)
    {
        lock (_lock)
        {
            if (_handler is not null && _drained is null)
            {
                throw new InvalidOperationException($"{Definition.Name} is connected already.");
            }

            _handler = handler;
            _drained = null;
        }
    }

    /// <summary>Takes no more messages and ends when those that wait are handled, or after the time given.</summary>
    public async Task CloseAsync(TimeSpan patience, TimeProvider time)
    {
        TaskCompletionSource drained;
        lock (_lock)
        {
            drained = _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_waiting == 0)
            {
                drained.TrySetResult();
            }
        }

        await Task.WhenAny(drained.Task, Task.Delay(patience, time));
    }

    /// <summary>Place of a further message, counted from 1.</summary>
    /// <exception cref="UndeliverableException">Nobody is connected, or the queue is full.</exception>
    public ulong Admit()
    {
        lock (_lock)
        {
            if (_handler is null || _drained is not null)
            {
                throw new UndeliverableException(Definition.Exchange, queueFull: false);
            }

            if (_waiting >= Definition.MaxLength && !Definition.DropsOldest)
            {
                throw new UndeliverableException(Definition.Exchange, queueFull: true);
            }

            _waiting++;
            return ++_sent;
        }
    }

    /// <summary>A message was handled or given up.</summary>
    public void Settle()
    {
        lock (_lock)
        {
            if (--_waiting == 0)
            {
                _drained?.TrySetResult();
            }
        }
    }
}
