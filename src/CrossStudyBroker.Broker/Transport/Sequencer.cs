namespace CrossStudyBroker.Broker.Transport;

/// <summary>
/// Runs actions in the order of their numbers although many threads bring them in any order: the readers of one channel take
/// its messages one after another but go on side by side. Nobody waits: an action that is early is left for whoever brings
/// its predecessor. Numbers begin at 1 and have no gaps; a new channel has a new sequencer.
/// </summary>
internal sealed class Sequencer
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, Action> _early = [];
    private readonly Queue<Action> _due = [];
    private ulong _next = 1;
    private bool _running;

    /// <summary>Runs the action when its turn comes, on this thread or another; without a number at once. It must be short and must not throw.</summary>
    public void Enter(ulong? number, Action action)
    {
        if (number is not { } turn)
        {
            action();
            return;
        }

        lock (_lock)
        {
            if (turn > _next)
            {
                _early.Add(turn, action);
                return;
            }

            _due.Enqueue(action);
            for (_next = Math.Max(_next, turn + 1); _early.Remove(_next, out var successor); _next++)
            {
                _due.Enqueue(successor);
            }

            if (_running)
            {
                return;
            }

            _running = true;
        }

        RunDue();
    }

    private void RunDue()
    {
        while (true)
        {
            Action action;
            lock (_lock)
            {
                if (!_due.TryDequeue(out action!)) // assigned whenever it returns true
                {
                    _running = false;
                    return;
                }
            }

            action();
        }
    }
}
