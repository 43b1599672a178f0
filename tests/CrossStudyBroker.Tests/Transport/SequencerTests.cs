using CrossStudyBroker.Broker.Transport;
using Xunit;

namespace CrossStudyBroker.Tests.Transport;

public sealed class SequencerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Actions_run_in_order_whatever_order_many_threads_bring_them_in(int seed)
    {
        const int count = 20_000;
        var (sequencer, ran, running) = (new Sequencer(), new List<ulong>(count), 0);
        var numbers = Enumerable.Range(1, count).Select(number => (ulong)number).ToArray();
        ShuffleNearby(numbers, new Random(seed));
        var taken = -1;

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() =>
        {
            for (var i = Interlocked.Increment(ref taken); i < count; i = Interlocked.Increment(ref taken))
            {
                var number = numbers[i];
                sequencer.Enter(number, () =>
                {
                    Assert.Equal(1, Interlocked.Increment(ref running)); // never two at a time
                    ran.Add(number);
                    Interlocked.Decrement(ref running);
                });
            }
        })));

        Assert.Equal(Enumerable.Range(1, count).Select(number => (ulong)number), ran);
    }

    [Fact]
    public void An_early_action_waits_without_blocking_and_runs_with_its_predecessor()
    {
        var (sequencer, ran) = (new Sequencer(), new List<ulong>());

        sequencer.Enter(3, () => ran.Add(3));
        sequencer.Enter(2, () => ran.Add(2));
        Assert.Empty(ran);
        sequencer.Enter(1, () => ran.Add(1));

        Assert.Equal([1UL, 2, 3], ran);
    }

    [Fact]
    public void An_action_without_a_number_runs_at_once()
    {
        var (sequencer, ran) = (new Sequencer(), false);
        sequencer.Enter(2, () => Assert.Fail("Its predecessor never came."));

        sequencer.Enter(null, () => ran = true);

        Assert.True(ran);
    }

    [Fact]
    public void An_action_may_bring_the_next_itself()
    {
        var (sequencer, ran) = (new Sequencer(), new List<string>());

        sequencer.Enter(1, () =>
        {
            sequencer.Enter(2, () => ran.Add("2"));
            ran.Add("1");
        });

        Assert.Equal(["1", "2"], ran);
    }

    /// <summary>As it is in life: the readers of a channel are a few hundred messages apart at most.</summary>
    private static void ShuffleNearby(ulong[] numbers, Random random)
    {
        const int window = 200;
        for (var start = 0; start < numbers.Length; start += window)
        {
            random.Shuffle(numbers.AsSpan(start, Math.Min(window, numbers.Length - start)));
        }
    }
}
