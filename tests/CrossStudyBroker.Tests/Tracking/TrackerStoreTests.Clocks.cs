using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Tests.Behaviour;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

/// <summary>Clocks come round at their time, on one replica, and over restarts.</summary>
public abstract partial class TrackerStoreTests
{
    [Fact]
    public async Task One_replica_at_a_time_has_a_lease_until_it_gives_it_up_or_it_ends()
    {
        var (one, other) = (new Leases(Database, Time), new Leases((ITrackerDatabase)OpenAnother(), Time));

        Assert.True(await one.TakeAsync("work", TimeSpan.FromMinutes(1), Cancellation));
        Assert.True(await one.TakeAsync("work", TimeSpan.FromMinutes(1), Cancellation)); // kept
        Assert.False(await other.TakeAsync("work", TimeSpan.FromMinutes(1), Cancellation));
        Assert.True(await other.TakeAsync("other work", TimeSpan.FromMinutes(1), Cancellation));

        await other.ReleaseAsync("work", Cancellation); // not its own
        Assert.False(await other.TakeAsync("work", TimeSpan.FromMinutes(1), Cancellation));
        await one.ReleaseAsync("work", Cancellation);
        Assert.True(await other.TakeAsync("work", TimeSpan.FromMinutes(1), Cancellation));

        Assert.False(await one.TakeAsync("work", TimeSpan.FromMinutes(1), Cancellation));
        Time.Now += TimeSpan.FromMinutes(1);
        Assert.True(await one.TakeAsync("work", TimeSpan.FromMinutes(1), Cancellation));
    }

    [Fact]
    public async Task A_clock_comes_round_at_once_and_then_at_its_time_and_what_it_did_can_be_seen()
    {
        var clock = new CountingClock { Pieces = [3, 4] };
        await using var running = await KeepAsync(clock);

        var state = await EndedAsync(state => state.Done == 7);
        Assert.Equal(("counting", Sample.Start, Sample.Start.AddHours(1), null), (state.Name, state.StartedAt, state.NextAt, state.Failure));

        Time.Now = Sample.Start.AddHours(1).AddTicks(-10);
        await LookedAsync();
        Assert.Single(clock.Rounds);
        Time.Now = Sample.Start.AddHours(1);
        await EndedAsync(state => state.NextAt == Sample.Start.AddHours(2));
        Assert.Equal([Sample.Start, Sample.Start.AddHours(1)], clock.Rounds);
    }

    [Fact]
    public async Task A_clock_that_another_run_kept_comes_round_at_its_time_also_where_that_has_passed()
    {
        await using (await KeepAsync(new CountingClock()))
        {
            await EndedAsync(_ => true);
        }

        var clock = new CountingClock();
        await using var running = await KeepAsync(clock);
        await LookedAsync();
        Assert.Empty(clock.Rounds);

        Time.Now += TimeSpan.FromDays(3);
        await EndedAsync(state => state.StartedAt == Time.Now);
        Assert.Equal([Time.Now], clock.Rounds);
    }

    [Fact]
    public async Task A_clock_that_failed_says_so_and_is_tried_again_a_minute_later()
    {
        var clock = new CountingClock { Failure = new InvalidOperationException("No text of it is kept.") };
        await using var running = await KeepAsync(clock);

        var state = await EndedAsync(state => state.Failure is not null);
        Assert.Equal((nameof(InvalidOperationException), Sample.Start.AddMinutes(1)), (state.Failure, state.NextAt));

        clock.Failure = null;
        Time.Now = Sample.Start.AddMinutes(1);
        await EndedAsync(state => state.Failure is null);
    }

    [Fact]
    public async Task Of_several_replicas_one_runs_a_clock()
    {
        var clocks = Enumerable.Range(0, 3).Select(_ => new CountingClock { Pieces = [1, 1, 1] }).ToList();
        var running = await Task.WhenAll(clocks.Select(clock => KeepAsync(clock, (ITrackerDatabase)OpenAnother())));
        try
        {
            await EndedAsync(state => state.Done == 3);
            await LookedAsync();
            Assert.Single(clocks.SelectMany(clock => clock.Rounds));
        }
        finally
        {
            foreach (var one in running)
            {
                await one.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task A_machine_clock_that_was_put_back_stops_no_clock()
    {
        Time.Now = Sample.Start.AddDays(30);
        await using (await KeepAsync(new CountingClock()))
        {
            await EndedAsync(_ => true);
        }

        Time.Now = Sample.Start;
        await using var running = await KeepAsync(new CountingClock());
        await EndedAsync(state => state.StartedAt == Sample.Start);
    }

    private async Task<IAsyncDisposable> KeepAsync(IClock clock, ITrackerDatabase? database = null)
    {
        database ??= Database;
        var clocks = new Clocks(
            [clock], new ClockBook(database), new Leases(database, Time), Options.Create(new RetentionOptions { Poll = TimeSpan.FromMilliseconds(10), Pause = TimeSpan.Zero }), Time, NullLogger<Clocks>.Instance);
        await clocks.StartAsync(Cancellation);
        return new Running(clocks);
    }

    /// <summary>Ends when a round ended as wanted.</summary>
    private async Task<ClockState> EndedAsync(Func<ClockState, bool> satisfies) =>
        (await Eventually.SeesAsync(
            async () => (await new ClockBook(Database).ReadAsync(Cancellation)).SingleOrDefault(),
            state => state is { EndedAt: { } ended } && ended >= state.StartedAt && satisfies(state),
            "a round that ended"))!; // satisfied: not null

    /// <summary>Ends when clocks have had time to look several times.</summary>
    private async Task LookedAsync()
    {
        var before = Time.Looks;
        await Eventually.SeesAsync(() => Time.Looks, looks => looks > before + 10, "looks at the time");
    }

    private sealed class Running(Clocks clocks) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await clocks.StopAsync(CancellationToken.None);
            clocks.Dispose();
        }
    }

    private sealed class CountingClock : IClock
    {
        public ConcurrentQueue<DateTimeOffset> Rounds { get; } = new();

        public int[] Pieces { get; init; } = [];

        public Exception? Failure { get; set; }

        public string Name => "counting";

        public TimeSpan Every => TimeSpan.FromHours(1);

        public async IAsyncEnumerable<int> RunAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Rounds.Enqueue(now);
            foreach (var piece in Pieces)
            {
                await Task.Yield();
                yield return piece;
            }

            if (Failure is { } failure)
            {
                throw failure;
            }
        }
    }
}
