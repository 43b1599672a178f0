using CrossStudyBroker.Broker.Deliveries;
using CrossStudyBroker.Tests.Adapters;
using Xunit;

namespace CrossStudyBroker.Tests.Deliveries;

/// <summary>How a recipient is left in peace, and how it is handed a backlog.</summary>
public sealed class RecipientGateTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 1, 12, 8, 0, 0, TimeSpan.Zero));
    private readonly RecipientGate _gate;

    public RecipientGateTests() => _gate = new RecipientGate(8, _clock);

    public void Dispose() => _gate.Dispose();

    [Fact]
    public void As_many_enter_as_the_limit_says_and_the_next_when_one_leaves()
    {
        Assert.Equal(8, Inside(Enter(10)));
        var waiting = Enter(1)[0];
        Assert.False(waiting.IsCompleted);
    }

    [Fact]
    public async Task Closed_nobody_enters_and_then_one_and_with_every_success_one_more()
    {
        _gate.Close(TimeSpan.FromSeconds(15));
        var waiting = Enter(20);
        Assert.Equal(0, Inside(waiting));

        _clock.Advance(TimeSpan.FromSeconds(15));
        await InsideAsync(waiting, 1);
        _gate.Leave(wasWell: true);
        await InsideAsync(waiting, 3); // one that left, two that are there
        _gate.Leave(wasWell: true);
        _gate.Leave(wasWell: true);
        await InsideAsync(waiting, 7); // four are there
        _gate.Leave(wasWell: false);
        await InsideAsync(waiting, 8); // a failure lets nobody more in beside
    }

    [Fact]
    public async Task Closed_again_by_the_first_one_it_stays_closed_for_the_new_time()
    {
        _gate.Close(TimeSpan.FromSeconds(15));
        var waiting = Enter(3);
        _clock.Advance(TimeSpan.FromSeconds(15));
        await InsideAsync(waiting, 1);

        _gate.Close(TimeSpan.FromSeconds(30));
        _gate.Leave(wasWell: false);
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(1, Inside(waiting));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await InsideAsync(waiting, 2);
    }

    [Fact]
    public async Task Who_loses_patience_is_out_and_takes_nobodys_place()
    {
        _gate.Close(TimeSpan.FromMinutes(10));
        var impatient = _gate.EnterAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
        var patient = _gate.EnterAsync(Long, CancellationToken.None);

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await impatient);
        _clock.Advance(TimeSpan.FromMinutes(9));
        Assert.True(await patient);
    }

    [Fact]
    public async Task Who_is_called_off_takes_nobodys_place()
    {
        using var calledOff = new CancellationTokenSource();
        _gate.Close(TimeSpan.FromMinutes(1));
        var first = _gate.EnterAsync(Long, calledOff.Token);
        var second = _gate.EnterAsync(Long, CancellationToken.None);

        await calledOff.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await second);
    }

    private List<Task<bool>> Enter(int count) => [.. Enumerable.Range(0, count).Select(_ => _gate.EnterAsync(Long, CancellationToken.None))];

    private static int Inside(List<Task<bool>> entering) => entering.Count(task => task.IsCompletedSuccessfully && task.Result);

    /// <summary>The gate lets in at once; those let in go on in their own time.</summary>
    private static async Task InsideAsync(List<Task<bool>> entering, int expected)
    {
        await Task.WhenAll(entering.Take(expected));
        Assert.Equal(expected, Inside(entering));
    }
}
