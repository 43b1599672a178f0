namespace CrossStudyBroker.Broker.Transport;

/// <summary>
/// Collects the acknowledgements of one channel: while one is being written, those that come in are gathered, and a run of messages
/// without a gap is acknowledged as one. A quorum queue logs every acknowledgement, so this spares RabbitMQ most of that work.
/// </summary>
internal sealed class Acknowledgements(Func<ulong, bool, ValueTask> acknowledge)
{
    private readonly Lock _lock = new();
    private readonly SortedSet<ulong> _handled = [];
    private ulong _acknowledged;
    private bool _writing;

    /// <summary>Notes that a message was handled; it is acknowledged at once or together with others a moment later.</summary>
    public ValueTask AddAsync(ulong tag)
    {
        lock (_lock)
        {
            _handled.Add(tag);
            if (_writing)
            {
                return ValueTask.CompletedTask;
            }

            _writing = true;
        }

        return WriteAsync();
    }

    private async ValueTask WriteAsync()
    {
        await Task.Yield(); // handlers that end together come together
        while (Next() is var (tag, multiple))
        {
            await acknowledge(tag, multiple);
        }
    }

    private (ulong Tag, bool Multiple)? Next()
    {
        lock (_lock)
        {
            var run = _acknowledged;
            while (_handled.Remove(run + 1)) run++;
            if (run > _acknowledged)
            {
                var m = run > _acknowledged + 1;
                _acknowledged = run;
                return (run, m);
            }
            _writing = false;
            return null;
        }
    }
}
