using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>
/// Runs the clocks: each comes round at its time, on one replica, piece by piece with pauses in between. What fell due while nothing ran is
/// caught up with at the start; what failed is tried again a minute later.
/// </summary>
internal sealed partial class Clocks(
    IEnumerable<IClock> clocks, ClockBook book, Leases leases, IOptions<RetentionOptions> options, TimeProvider time, ILogger<Clocks> logger) : BackgroundService
{
    /// <summary>How long a replica has a clock to itself, from the last piece on.</summary>
    private static readonly TimeSpan Term = TimeSpan.FromMinutes(1);

    /// <summary>How soon a round that failed is tried again.</summary>
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(clocks.Select(clock => KeepAsync(clock, stoppingToken)));

    private async Task KeepAsync(IClock clock, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await LookAsync(clock, cancellationToken);
            }
#pragma warning disable CA1031 // A store that is away must not end the clock; it looks again at the next poll.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                Waits(clock.Name, exception.GetType().Name);
            }

            await Task.Delay(options.Value.Poll, time, cancellationToken);
        }
    }

    private async Task LookAsync(IClock clock, CancellationToken cancellationToken)
    {
        if (!await IsDueAsync(clock, cancellationToken) || !await leases.TakeAsync(LeaseOf(clock), Term, cancellationToken))
        {
            return;
        }

        try
        {
            if (await IsDueAsync(clock, cancellationToken)) // another replica may just have done it
            {
                await RunAsync(clock, cancellationToken);
            }
        }
        finally
        {
            await leases.ReleaseAsync(LeaseOf(clock), CancellationToken.None);
        }
    }

    private async Task<bool> IsDueAsync(IClock clock, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var state = (await book.ReadAsync(cancellationToken)).FirstOrDefault(state => state.Name == clock.Name);
        return state is null || state.NextAt <= now || state.NextAt > now + clock.Every + Term; // later than any round would set it: the machine's clock was put back
    }

    private async Task RunAsync(IClock clock, CancellationToken cancellationToken)
    {
        var (start, done) = (time.GetUtcNow(), 0L);
        await book.StartAsync(clock.Name, start, start + Term, cancellationToken);
        try
        {
            await foreach (var count in clock.RunAsync(start, cancellationToken))
            {
                done += count;
                await leases.TakeAsync(LeaseOf(clock), Term, cancellationToken);
                await Task.Delay(options.Value.Pause, time, cancellationToken);
            }

            await book.EndAsync(clock.Name, time.GetUtcNow(), start + clock.Every, done, failure: null, cancellationToken);
            Ran(clock.Name, done);
        }
#pragma warning disable CA1031 // Whatever a round fails in, it is told and tried again.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Failed(clock.Name, exception.GetType().Name);
            var now = time.GetUtcNow();
            await book.EndAsync(clock.Name, now, now + (AfterFailure < clock.Every ? AfterFailure : clock.Every), done, exception.GetType().Name, cancellationToken);
        }
    }

    private static string LeaseOf(IClock clock) => "clock " + clock.Name;

    [LoggerMessage(LogLevel.Debug, "Clock {Clock}: {Done} done")]
    private partial void Ran(string clock, long done);

    [LoggerMessage(LogLevel.Warning, "Clock {Clock} ended in {Failure}; it is tried again in a minute")]
    private partial void Failed(string clock, string failure);

    [LoggerMessage(LogLevel.Debug, "Clock {Clock} waits: {Failure}")]
    private partial void Waits(string clock, string failure);
}
