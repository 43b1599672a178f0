using System.Collections.Concurrent;
using System.Diagnostics;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>Keeps what the process traces, as an exporter would get it.</summary>
internal sealed class CapturedActivities : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public CapturedActivities()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("CrossStudyBroker", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Everything that ended so far.</summary>
    public IReadOnlyList<Activity> Ended => [.. _ended];

    /// <summary>What ended so far of one trace.</summary>
    public IReadOnlyList<Activity> Of(ActivityTraceId trace) => [.. _ended.Where(activity => activity.TraceId == trace)];

    /// <summary>Everything that one activity would give away.</summary>
    public static string Text(Activity activity) => string.Join('\n',
        [activity.DisplayName, activity.StatusDescription, activity.TraceStateString,
        .. activity.TagObjects.Concat(activity.Events.SelectMany(happened => happened.Tags)).Select(tag => $"{tag.Key}={tag.Value}"),
        .. activity.Baggage.Select(item => $"{item.Key}={item.Value}")]);

    public void Dispose() => _listener.Dispose();
}
