namespace CrossStudyBroker.ReferenceSis.Faults;

/// <summary>What goes wrong next, per message type. A fault is used up by an attempt, and nothing is done by an attempt that meets one.</summary>
public sealed class FaultScript
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<ScriptedFault>> _next = [];

    /// <summary>
    /// The next attempts at deliveries of that type meet the fault. The adapter caller makes several attempts at one delivery when
    /// failures are temporary (three by default), so that many are needed before a temporary failure is seen outside.
    /// </summary>
    /// <param name="type">Message type.</param>
    /// <param name="attempts">How many attempts.</param>
    /// <param name="fault">What they meet.</param>
    public void Next(string type, int attempts, ScriptedFault fault)
    {
        lock (_lock)
        {
            if (!_next.TryGetValue(type, out var queue))
            {
                _next[type] = queue = new();
            }

            for (var i = 0; i < attempts; i++)
            {
                queue.Enqueue(fault);
            }
        }
    }

    /// <summary>Nothing goes wrong any more.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _next.Clear();
        }
    }

    internal ScriptedFault? Take(string type)
    {
        lock (_lock)
        {
            return _next.TryGetValue(type, out var queue) && queue.TryDequeue(out var fault) ? fault : null;
        }
    }
}
