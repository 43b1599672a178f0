namespace CrossStudyBroker.Benchmarks;

/// <summary>Ends when as many messages have arrived as were expected, or more: a run that was broken off may have left some on the queues.</summary>
internal sealed class Countdown
{
    private TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left;

    public Task Begin(int expected)
    {
        _done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _left, expected);
        return _done.Task.WaitAsync(TimeSpan.FromMinutes(5));
    }

    public void Arrived(int number = 1)
    {
        if (Interlocked.Add(ref _left, -number) <= 0)
        {
            _done.TrySetResult();
        }
    }
}
