using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace CrossStudyBroker.Broker.Lanes;

/// <summary>
/// The ordered way of one institution's messages through the broker: one reader, so what came first is handled first;
/// what waits is handled together, so a busy lane costs one database round trip for many messages.
/// </summary>
internal sealed partial class Lane : IAsyncDisposable
{
    private readonly Channel<Waiting> _waiting;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ResiliencePipeline _whileAway;
    private readonly Intake _intake;
    private readonly LaneOptions _options;
    private readonly ILogger _logger;
    private readonly Task _reader;
    private int _inHand;

    public Lane(string institution, Intake intake, LaneOptions options, TimeProvider time, ILogger<Lane> logger)
    {
        Institution = institution;
        _intake = intake;
        _options = options;
        _logger = logger;
        _waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(1000) { SingleReader = true });
        _whileAway = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is not (null or OperationCanceledException)),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(100),
                MaxDelay = options.MaxPause,
                OnRetry = arguments =>
                {
                    Paused(Institution, arguments.AttemptNumber + 1, arguments.Outcome.Exception!.GetType().Name); // only exceptions are handled
                    return default;
                },
            })
            .Build();
        using (ExecutionContext.SuppressFlow()) // the lane outlives the request that happens to come first, and is no part of its trace
        {
            _reader = Task.Run(ReadAsync);
        }
    }

    /// <summary>Institution code.</summary>
    public string Institution { get; }

    /// <summary>Messages that wait or are handled.</summary>
    public int InHand => Volatile.Read(ref _inHand);

    /// <summary>True while no message waits or is handled.</summary>
    public bool IsIdle => InHand == 0;

    /// <summary>
    /// Hands a message in. The task ends when it is answered and, if taken, confirmed on every recipient's queue:
    /// only then may its source forget it.
    /// </summary>
    public async Task<Answer> SubmitAsync(LaneMessage message, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(message, new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously));
        Interlocked.Increment(ref _inHand);
        try
        {
            await _waiting.Writer.WriteAsync(waiting, cancellationToken);
        }
        catch
        {
            Interlocked.Decrement(ref _inHand);
            throw;
        }

        return await waiting.Answer.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Finishes what waits, then stops; what cannot be finished within ten seconds is left to its source.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        _stopping.CancelAfter(TimeSpan.FromSeconds(10));
        await _reader;
        _stopping.Dispose();
    }

    private async Task ReadAsync()
    {
        var batch = new List<Waiting>(_options.BatchSize);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < _options.BatchSize && _waiting.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            await HandleAsync(batch);
        }
    }

    /// <summary>A store or transport that is away stops this lane, not its messages: the batch is tried again until it goes through.</summary>
    private async Task HandleAsync(List<Waiting> batch)
    {
        try
        {
            var messages = batch.ConvertAll(waiting => waiting.Message);
            var answers = await _whileAway.ExecuteAsync(async token => await _intake.ProcessAsync(Institution, messages, token), _stopping.Token);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Answer.SetResult(answers[i]);
            }
        }
        catch (OperationCanceledException)
        {
            batch.ForEach(waiting => waiting.Answer.TrySetCanceled());
        }
        finally
        {
            Interlocked.Add(ref _inHand, -batch.Count);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Lane {Institution} waits: attempt {Attempt} ended in {Failure}; its messages stay where they are")]
    private partial void Paused(string institution, int attempt, string failure);

    private sealed record Waiting(LaneMessage Message, TaskCompletionSource<Answer> Answer);
}
