using System.Collections.Concurrent;
using CrossStudyBroker.Broker.Deliveries;
using Xunit;

namespace CrossStudyBroker.Tests.Deliveries;

/// <summary>Order per case and per student, and nobody else waits.</summary>
public class KeyedOrderTests
{
    private readonly KeyedOrder _order = new();
    private readonly ConcurrentQueue<string> _done = new();

    [Fact]
    public async Task Work_with_the_same_key_runs_in_the_order_handed_in()
    {
        var gate = new TaskCompletionSource();
        var first = Run("first", ["case"], gate.Task);
        var second = Run("second", ["case"]);
        var third = Run("third", ["case"]);
        gate.SetResult();
        await Task.WhenAll(first, second, third);
        Assert.Equal(["first", "second", "third"], _done);
    }

    [Fact]
    public async Task Work_does_not_begin_before_its_predecessor_has_ended()
    {
        var gate = new TaskCompletionSource();
        var ended = false;
        var first = _order.RunAsync(["case"], async () =>
        {
            await gate.Task;
            ended = true;
        });
        var second = _order.RunAsync(["case"], () => ended ? Task.CompletedTask : throw new InvalidOperationException("too early"));
        await Run("meanwhile", ["another case"]);
        gate.SetResult();
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task Work_with_other_keys_or_none_runs_side_by_side()
    {
        var gate = new TaskCompletionSource();
        var slow = Run("slow", ["case"], gate.Task);
        await Run("other", ["another case"]);
        await Run("none", []);
        Assert.False(slow.IsCompleted);
        gate.SetResult();
        await slow;
        Assert.Equal(["other", "none", "slow"], _done);
    }

    [Fact]
    public async Task Work_with_several_keys_waits_for_all_and_all_wait_for_it()
    {
        var (caseGate, studentGate) = (new TaskCompletionSource(), new TaskCompletionSource());
        var earlier = Task.WhenAll(Run("case", ["case"], caseGate.Task), Run("student", ["student"], studentGate.Task));
        var both = Run("both", ["case", "student"]);
        var later = Run("later", ["student"]);
        caseGate.SetResult();
        await Run("meanwhile", []);
        Assert.False(both.IsCompleted);
        studentGate.SetResult();
        await Task.WhenAll(earlier, both, later);
        Assert.Equal(["both", "later"], _done.ToArray()[^2..]);
    }

    public static TheoryData<Exception> Failures => [new InvalidOperationException("failed"), new OperationCanceledException()];

    [Theory, MemberData(nameof(Failures))]
    public async Task A_failure_is_told_to_its_own_caller_and_does_not_hold_up_successors(Exception failure)
    {
        var failed = _order.RunAsync(["case"], () => Task.FromException(failure));
        var thrown = _order.RunAsync(["case"], () => throw failure);
        await Run("successor", ["case"]);
        Assert.Same(failure, await Record.ExceptionAsync(() => failed));
        Assert.Same(failure, await Record.ExceptionAsync(() => thrown));
    }

    [Fact]
    public async Task A_key_can_be_used_again_when_all_its_work_is_done()
    {
        await Run("first", ["case"]);
        await Run("second", ["case"]);
        Assert.Equal(["first", "second"], _done);
    }

    [Fact]
    public async Task A_key_named_twice_counts_once() => await Run("work", ["student", "student"]);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Work_never_runs_inside_the_call_where_it_would_hold_up_everybody(int keys)
    {
        var (inside, caller, ranInside) = (true, Environment.CurrentManagedThreadId, false);
        var work = _order.RunAsync([.. Enumerable.Range(0, keys).Select(i => "key " + i)], () =>
        {
            ranInside = inside && Environment.CurrentManagedThreadId == caller;
            return Task.CompletedTask;
        });
        inside = false;
        await work;
        Assert.False(ranInside);
    }

    [Fact]
    public async Task Order_holds_under_load()
    {
        var seen = Enumerable.Range(0, 10).Select(_ => new ConcurrentQueue<int>()).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => _order.RunAsync([$"case {i % 10}"], async () =>
        {
            await Task.Yield();
            seen[i % 10].Enqueue(i);
        })));
        Assert.All(seen, queue => Assert.Equal(queue.Order(), queue));
        Assert.Equal(2000, seen.Sum(queue => queue.Count));
    }

    private Task Run(string name, string[] keys, Task? gate = null) => _order.RunAsync(keys, async () =>
    {
        await (gate ?? Task.CompletedTask);
        _done.Enqueue(name);
    });
}
