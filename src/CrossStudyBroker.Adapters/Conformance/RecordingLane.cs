namespace CrossStudyBroker.Adapters.Conformance;

/// <summary>A lane that keeps what it is given; for the suite and for a vendor's own tests.</summary>
public sealed class RecordingLane : ILane
{
    private readonly Lock _lock = new();
    private readonly List<OutgoingMessage> _messages = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isDown;

    /// <summary>What was sent so far, repeats among it.</summary>
    public IReadOnlyList<OutgoingMessage> Messages
    {
        get
        {
            lock (_lock)
            {
                return [.. _messages];
            }
        }
    }

    /// <summary>While true, the lane takes nothing: sending ends with an exception.</summary>
    public bool IsDown
    {
        get
        {
            lock (_lock)
            {
                return _isDown;
            }
        }

        set
        {
            lock (_lock)
            {
                _isDown = value;
            }
        }
    }

    /// <inheritdoc/>
    public Task SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_isDown)
            {
                throw new IOException("The lane takes nothing.");
            }

            _messages.Add(message);
            _changed.TrySetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return Task.CompletedTask;
        }
    }

    /// <summary>The first message that fits, as soon as it is there; null when the time is over.</summary>
    public async Task<OutgoingMessage?> WaitForAsync(
        Func<OutgoingMessage, bool> fits, TimeSpan within, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(within, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_messages.Find(m => fits(m)) is { } message)
                {
                    return message;
                }

                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return null;
            }
        }
    }
}
