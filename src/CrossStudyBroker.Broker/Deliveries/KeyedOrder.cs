namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>Runs work that shares a key one after another in the order handed in, and everything else side by side.</summary>
internal sealed class KeyedOrder
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task> _last = new(StringComparer.Ordinal);

    /// <summary>Runs the work after all earlier work with any of the keys, whether that went well or not.</summary>
    public Task RunAsync(IReadOnlyCollection<string> keys, Func<Task> work)
    {
        lock (_lock)
        {
            var before = keys.Select(key => _last.GetValueOrDefault(key, Task.CompletedTask)).ToList();
            var mine = RunAfterAsync(before, work);
            foreach (var key in keys)
            {
                _last[key] = mine;
            }

            _ = ForgetAsync(keys, mine);
            return mine;
        }
    }

    private static async Task RunAfterAsync(List<Task> before, Func<Task> work)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding); // not under the lock, where it would hold up everybody
        foreach (var earlier in before)
        {
            await earlier.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await work();
    }

    private async Task ForgetAsync(IReadOnlyCollection<string> keys, Task mine)
    {
        await mine.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
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
