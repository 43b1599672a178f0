namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>
/// How many deliveries one recipient is handed at a time. While its circuit is open nobody is let in, so a dead recipient costs no attempts;
/// then one goes first, and every success lets one more in beside it, so that a backlog drains gently.
/// </summary>
/// <param name="most">Most at a time when all is well.</param>
/// <param name="time">The clock.</param>
internal sealed class RecipientGate(int most, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource<bool>> _waiting = new();
    private readonly int _most = most;
    private int _limit = most;
    private int _inside;
    private bool _isClosed;
    private int _closings;
    private ITimer? _opening;

    /// <summary>True once let in; then <see cref="Leave"/> must follow. False if that did not come about within the patience given.</summary>
    public async Task<bool> EnterAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        TaskCompletionSource<bool> turn;
        lock (_lock)
        {
            if (_waiting.Count == 0 && HasRoom())
            {
                _inside++;
                return true;
            }

            turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
        }

        try
        {
            return await turn.Task.WaitAsync(patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return !turn.TrySetResult(false); // let in at the last moment
        }
        catch (OperationCanceledException)
        {
            if (!turn.TrySetResult(false))
            {
                Leave(wasWell: false);
            }

            throw;
        }
    }

    /// <summary>One that was let in is done.</summary>
    /// <param name="wasWell">The recipient took it.</param>
    public void Leave(bool wasWell)
    {
        lock (_lock)
        {
            _inside--;
            _limit = wasWell ? Math.Min(_limit + 1, _most) : _limit;
            LetIn();
        }
    }

    /// <summary>The recipient's circuit is open for so long: nobody enters, and then one by one.</summary>
    public void Close(TimeSpan duration)
    {
        lock (_lock)
        {
            _limit = 1;
            _opening?.Dispose();
            var closing = ++_closings;
            _isClosed = true;
            _opening = time.CreateTimer(_ => Open(closing), null, duration, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _opening?.Dispose();

    private void Open(int closing)
    {
        lock (_lock)
        {
            if (closing == _closings) // otherwise it has been closed anew
            {
                _isClosed = false;
                LetIn();
            }
        }
    }

    private void LetIn()
    {
        while (_waiting.Count > 0 && HasRoom())
        {
            if (_waiting.Dequeue().TrySetResult(true)) // otherwise it has lost patience
            {
                _inside++;
            }
        }
    }

    private bool HasRoom() => _inside < _limit && !_isClosed;
}
