using System.Threading.Channels;
using CrossStudyBroker.Broker.Status;
using CrossStudyBroker.Broker.Tracking;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>
/// Writes delivery changes to the tracker in batches: what waits goes in one round trip. A store that is away is waited for;
/// nothing noted is dropped while the process lives.
/// </summary>
internal sealed partial class TrackerWriter : IAsyncDisposable
{
    private const int MostAtOnce = 500;

    private readonly Channel<Entry> _entries = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private readonly ITrackerStore _store;
    private readonly StatusNotifier _status;
    private readonly ILogger<TrackerWriter> _logger;
    private readonly ResiliencePipeline _whileAway;
    private readonly Task _writer;

    public TrackerWriter(ITrackerStore store, StatusNotifier status, TimeProvider time, ILogger<TrackerWriter> logger)
    {
        _store = store;
        _status = status;
        _logger = logger;
        _whileAway = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is not (null or OperationCanceledException)),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(100),
                MaxDelay = TimeSpan.FromSeconds(5),
                OnRetry = arguments =>
                {
                    Waits(arguments.AttemptNumber + 1, arguments.Outcome.Exception!.GetType().Name); // only exceptions are handled
                    return default;
                },
            })
            .Build();
        _writer = Task.Run(RunAsync);
    }

    /// <summary>Writes soon; nobody waits for it.</summary>
    public void Note(IEnumerable<DeliveryChange> changes)
    {
        foreach (var change in changes)
        {
            _entries.Writer.TryWrite(new Entry(change, null));
        }
    }

    /// <summary>Ends when the changes are stored.</summary>
    public async Task WriteAsync(IReadOnlyCollection<DeliveryChange> changes, CancellationToken cancellationToken)
    {
        TaskCompletionSource? done = null;
        foreach (var (change, i) in changes.Select((change, i) => (change, i)))
        {
            done = i == changes.Count - 1 ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : null;
            await _entries.Writer.WriteAsync(new Entry(change, done), cancellationToken);
        }

        await (done?.Task ?? Task.CompletedTask).WaitAsync(cancellationToken);
    }

    /// <summary>Writes what is still waiting, then stops; gives up after ten seconds without a store.</summary>
    public async ValueTask DisposeAsync()
    {
        _entries.Writer.TryComplete();
        _stopping.CancelAfter(TimeSpan.FromSeconds(10));
        await _writer;
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        var batch = new List<Entry>(MostAtOnce);
        while (await _entries.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MostAtOnce && _entries.Reader.TryRead(out var entry))
            {
                batch.Add(entry);
            }

            await WriteAsync(batch);
        }
    }

    private async Task WriteAsync(List<Entry> batch)
    {
        try
        {
            var changes = batch.ConvertAll(entry => entry.Change);
            _status.Changed(await _whileAway.ExecuteAsync(async token => await _store.ApplyAsync(changes, token), _stopping.Token));
            batch.ForEach(entry => entry.Done?.TrySetResult());
        }
        catch (OperationCanceledException)
        {
            batch.ForEach(entry => entry.Done?.TrySetCanceled());
        }
    }

    [LoggerMessage(LogLevel.Warning, "The tracker store does not take changes: attempt {Attempt} ended in {Failure}; they are kept and tried again")]
    private partial void Waits(int attempt, string failure);

    private sealed record Entry(DeliveryChange Change, TaskCompletionSource? Done);
}
