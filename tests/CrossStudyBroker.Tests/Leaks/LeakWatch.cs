using CrossStudyBroker.Tests.Behaviour;

namespace CrossStudyBroker.Tests.Leaks;

/// <summary>Takes everything that a process tells of itself: logs from the finest level on, traces, metrics.</summary>
internal sealed class LeakWatch : IDisposable
{
    private readonly CapturedActivities _activities = new();
    private readonly CapturedMetrics _metrics = new();

    public CapturedLogs Logs { get; } = new();

    /// <summary>Looks through all of it.</summary>
    public void Search(LeakSearch search)
    {
        Search(search, "the logs", Logs.Lines);
        Search(search, "the traces", _activities.Ended.Select(CapturedActivities.Text));
        Search(search, "the metrics", _metrics.Lines);
    }

    public void Dispose()
    {
        _activities.Dispose();
        _metrics.Dispose();
        Logs.Dispose();
    }

    private static void Search(LeakSearch search, string where, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            search.In(where, text);
        }
    }
}
