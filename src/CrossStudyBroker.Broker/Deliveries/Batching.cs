using System.Threading.Channels;
using Polly;
using Polly.Retry;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>
/// Gathers what many callers ask of the store at the same time, so that it costs one round trip. While many come, what comes next gathers for
/// a moment: a statement costs the store about as much as a dozen of its rows. A store that is away is waited for: nothing handed in is dropped
/// while the process lives.
/// </summary>
internal sealed class Batching<TItem, TResult> : IAsyncDisposable
{
    private const int Many = 10;

    /// <summary>Not the given clock's: it spares work, and nothing depends on it.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    private readonly Channel<Entry> _entries = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<IReadOnlyList<TItem>, CancellationToken, Task<IReadOnlyList<TResult>>> _handle;
    private readonly ResiliencePipeline _whileAway;
    private readonly Task _reader;

    /// <summary>Starts at once.</summary>
    /// <param name="handle">Handles items together; results in the order given. Repeated whole after a failure.</param>
    /// <param name="failed">Told of a failed attempt, counted from 1, by the exception's type name.</param>
    /// <param name="time">The clock.</param>
    public Batching(Func<IReadOnlyList<TItem>, CancellationToken, Task<IReadOnlyList<TResult>>> handle, Action<int, string> failed, TimeProvider time)
    {
        _handle = handle;
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
                    failed(arguments.AttemptNumber + 1, arguments.Outcome.Exception!.GetType().Name); // only exceptions are handled
                    return default;
                },
            })
            .Build();
        using (ExecutionContext.SuppressFlow()) // it outlives whoever happens to come first, and is no part of that one's trace
        {
            _reader = Task.Run(RunAsync);
        }
    }

    /// <summary>Most items handled together.</summary>
    public int MostAtOnce { get; init; } = 500;

    /// <summary>Hands an item in; nobody waits for it.</summary>
    public void Tell(TItem item) => _entries.Writer.TryWrite(new Entry(item, null));

    /// <summary>Hands an item in and ends with its result.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up, or this is being stopped.</exception>
    public async Task<TResult> AskAsync(TItem item, CancellationToken cancellationToken)
    {
        var result = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _entries.Writer.WriteAsync(new Entry(item, result), cancellationToken);
        return await result.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Handles what is still waiting, then stops; gives up after ten seconds without a store.</summary>
    public async ValueTask DisposeAsync()
    {
        _entries.Writer.TryComplete();
        _stopping.CancelAfter(TimeSpan.FromSeconds(10));
        await _reader;
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

            await HandleAsync(batch);
            if (batch.Count >= Many)
            {
                await Task.Delay(Moment, TimeProvider.System, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task HandleAsync(List<Entry> batch)
    {
        try
        {
            var items = batch.ConvertAll(entry => entry.Item);
            var results = await _whileAway.ExecuteAsync(async token => await _handle(items, token), _stopping.Token);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Result?.TrySetResult(results[i]);
            }
        }
        catch (OperationCanceledException)
        {
            batch.ForEach(entry => entry.Result?.TrySetCanceled());
        }
    }

    private sealed record Entry(TItem Item, TaskCompletionSource<TResult>? Result);
}
