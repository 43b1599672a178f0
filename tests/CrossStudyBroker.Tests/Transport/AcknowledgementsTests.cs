using CrossStudyBroker.Broker.Transport;
using Xunit;

namespace CrossStudyBroker.Tests.Transport;

public sealed class AcknowledgementsTests
{
    private readonly List<(ulong Tag, bool Multiple)> _written = [];

    [Fact]
    public async Task Messages_handled_while_one_is_written_are_acknowledged_together()
    {
        var (writing, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var acknowledgements = new Acknowledgements(async (tag, multiple) =>
        {
            _written.Add((tag, multiple));
            writing.TrySetResult();
            await release.Task;
        }, patience: 50);

        var first = acknowledgements.HandledAsync(1).AsTask();
        await writing.Task;
        await acknowledgements.HandledAsync(3);
        await acknowledgements.HandledAsync(2);
        release.SetResult();
        await first;

        Assert.Equal([(1UL, false), (3UL, true)], _written);
    }

    [Fact]
    public async Task A_message_in_hand_is_never_acknowledged_with_others()
    {
        var acknowledgements = Create(patience: 50);

        await acknowledgements.HandledAsync(2);
        await acknowledgements.HandledAsync(3);
        Assert.Empty(_written);
        await acknowledgements.HandledAsync(1);

        Assert.Equal([(3UL, true)], _written);
    }

    [Fact]
    public async Task Only_so_many_wait_behind_a_message_in_hand()
    {
        var acknowledgements = Create(patience: 2);

        await acknowledgements.HandledAsync(2);
        await acknowledgements.HandledAsync(3);
        await acknowledgements.HandledAsync(4);
        Assert.Equal([(2UL, false)], _written);
        await acknowledgements.HandledAsync(1);

        Assert.Equal([(2UL, false), (4UL, true)], _written);
    }

    [Fact]
    public async Task A_message_given_back_keeps_nothing_waiting_and_is_not_acknowledged_itself()
    {
        var acknowledgements = Create(patience: 50);

        await acknowledgements.HandledAsync(2);
        await acknowledgements.GivenBackAsync(1);
        await acknowledgements.GivenBackAsync(4);
        await acknowledgements.HandledAsync(3);

        Assert.Equal([(2UL, false), (3UL, false)], _written);
    }

    [Fact]
    public async Task Before_the_channel_closes_nothing_is_left_waiting()
    {
        var acknowledgements = Create(patience: 50);
        await acknowledgements.HandledAsync(2);
        await acknowledgements.HandledAsync(4);

        await acknowledgements.HurryAsync();
        await acknowledgements.HandledAsync(5);

        Assert.Equal([(2UL, false), (4UL, false), (5UL, false)], _written);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_message_is_acknowledged_once_and_none_before_it_was_handled(int seed)
    {
        const int count = 5000;
        var (handled, acknowledged, low) = (new HashSet<ulong>(), new HashSet<ulong>(), 0UL);
        var gate = new Lock();
        var acknowledgements = new Acknowledgements(async (tag, multiple) =>
        {
            lock (gate)
            {
                Assert.DoesNotContain(tag, acknowledged);
                for (var covered = multiple ? low + 1 : tag; covered <= tag; covered++)
                {
                    Assert.Contains(covered, handled);
                    acknowledged.Add(covered);
                }

                while (acknowledged.Contains(low + 1))
                {
                    low++;
                }
            }

            await Task.Yield();
        }, patience: 50);
        var numbers = Enumerable.Range(1, count).Select(number => (ulong)number).ToArray();
        new Random(seed).Shuffle(numbers);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(part => Task.Run(async () =>
        {
            foreach (var tag in numbers.Where((_, index) => index % 8 == part))
            {
                lock (gate)
                {
                    handled.Add(tag);
                }

                await acknowledgements.HandledAsync(tag);
            }
        })));

        Assert.Equal(count, acknowledged.Count);
    }

    private Acknowledgements Create(int patience) => new((tag, multiple) =>
    {
        _written.Add((tag, multiple));
        return ValueTask.CompletedTask;
    }, patience);
}
