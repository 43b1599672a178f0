namespace CrossStudyBroker.Broker.Transport;

/// <summary>
/// Gathers the acknowledgements of one channel. A quorum queue logs each one, so messages that are handled at about the same time are
/// acknowledged together: all up to the first that is still in hand. Those behind it wait for it until there are many of them.
/// </summary>
/// <param name="acknowledge">Writes an acknowledgement: of one delivery tag, or of all up to it.</param>
/// <param name="patience">How many may wait behind a message in hand before they are acknowledged one by one.</param>
internal sealed class Acknowledgements(Func<ulong, bool, ValueTask> acknowledge, int patience)
{
    private readonly Lock _lock = new();
    private readonly SortedSet<ulong> _handled = [];
    private readonly HashSet<ulong> _settled = [];
    private ulong _allSettledTo;
    private int _patience = patience;
    private bool _writing;

    /// <summary>A message was handled. One caller writes for all that come while it does; it alone waits until that is done.</summary>
    public ValueTask HandledAsync(ulong tag)
    {
        lock (_lock)
        {
            _handled.Add(tag);
        }

        return WriteAsync();
    }

    /// <summary>A message was given back. Only call it once that is written: an acknowledgement of all up to a later one would take it too.</summary>
    public ValueTask GivenBackAsync(ulong tag)
    {
        lock (_lock)
        {
            _settled.Add(tag);
        }

        return WriteAsync();
    }

    /// <summary>From now on nothing waits: the channel is about to close.</summary>
    public ValueTask HurryAsync()
    {
        lock (_lock)
        {
            _patience = 0;
        }

        return WriteAsync();
    }

    private async ValueTask WriteAsync()
    {
        lock (_lock)
        {
            if (_writing)
            {
                return;
            }

            _writing = true;
        }

        await Task.Yield(); // what ends together is written together
        while (Next() is var (tag, multiple))
        {
            await acknowledge(tag, multiple);
        }
    }

    private (ulong Tag, bool Multiple)? Next()
    {
        lock (_lock)
        {
            var (last, count) = (0UL, 0);
            for (var tag = _allSettledTo + 1; ; tag++)
            {
                if (_handled.Remove(tag))
                {
                    (last, count) = (tag, count + 1);
                }
                else if (!_settled.Remove(tag))
                {
                    break;
                }

                _allSettledTo = tag;
            }

            if (count > 0)
            {
                return (last, count > 1);
            }

            if (_handled.Count > _patience)
            {
                var tag = _handled.Min;
                _handled.Remove(tag);
                _settled.Add(tag);
                return (tag, false);
            }

            _writing = false;
            return null;
        }
    }
}
