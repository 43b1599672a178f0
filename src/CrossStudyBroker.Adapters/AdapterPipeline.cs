using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace CrossStudyBroker.Adapters;

/// <summary>The Polly pipeline of one institution: retry around circuit breaker around a time limit per attempt.</summary>
internal static class AdapterPipeline
{
    public static ResiliencePipeline<Outcome> Build(string institution, AdapterCallOptions options, TimeProvider clock)
    {
        var builder = new ResiliencePipelineBuilder<Outcome> { Name = institution, TimeProvider = clock };
        if (options.Retries > 0)
        {
            builder.AddRetry(Retry(options));
        }

        return builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Outcome>
            {
                ShouldHandle = args => ValueTask.FromResult(Failed(args.Outcome, args.Context)),
                FailureRatio = options.FailureRatio,
                SamplingDuration = options.FailureWindow,
                MinimumThroughput = options.FailureMinimum,
                BreakDuration = options.BreakDuration,
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.AttemptTimeout })
            .Build();
    }

    private static RetryStrategyOptions<Outcome> Retry(AdapterCallOptions options) => new()
    {
        // An open circuit is not worth waiting for here, nor an adapter that asks to be left alone for longer: the broker waits better.
        ShouldHandle = args => ValueTask.FromResult(
            Failed(args.Outcome, args.Context)
            && args.Outcome.Exception is not BrokenCircuitException
            && !(args.Outcome.Result?.RetryAfter > options.LongestDelay)),
        MaxRetryAttempts = options.Retries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.FirstDelay,
        MaxDelay = options.LongestDelay,
        DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result?.RetryAfter),
    };

    private static bool Failed(Outcome<Outcome> attempt, ResilienceContext context) =>
        attempt.Exception is { } exception
            ? !(exception is OperationCanceledException && context.CancellationToken.IsCancellationRequested)
            : attempt.Result is null or { IsTemporary: true };
}
