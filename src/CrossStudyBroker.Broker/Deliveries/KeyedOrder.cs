namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>Runs work that shares a key one after another in the order handed in, and everything else side by side.</summary>
internal sealed class KeyedOrder
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task> _last = new(StringComparer.Ordinal);

    /// <summary>Runs the work after all earlier work with any of the keys, whether that went well or not.</summary>
    public async Task RunAsync(IReadOnlyCollection<string> keys, Func<Task> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = Enter(keys, done.Task);
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding); // not inside the call, where it would hold up everybody
        try
        {
            foreach (var earlier in before)
            {
                await earlier;
            }

            await work();
        }
        finally
        {
            Leave(keys, done.Task);
            done.SetResult();
        }
    }

    private List<Task> Enter(IReadOnlyCollection<string> keys, Task mine)
    {
        lock (_lock)
        {
            var before = keys.Select(_last.GetValueOrDefault).OfType<Task>().ToList();
            foreach (var key in keys)
            {
                _last[key] = mine;
            }

            return before;
        }
    }

    private void Leave(IReadOnlyCollection<string> keys, Task mine)
    {
        lock (_lock)
        {
            foreach (var key in keys)
            {
                if (_last.TryGetValue(key, out var last) && last == mine)
                {
                    _last.Remove(key);
                }
            }
        }
    }
}
