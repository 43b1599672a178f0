using CrossStudyBroker.Broker.Tracking;
using Xunit;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>The one way in which these tests wait: looks again until a thing is so, and fails with what it saw last.</summary>
internal static class Eventually
{
    /// <summary>Long, because the machine may be busy; a test that passes does not wait for it.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(15);

    /// <summary>Looks until what is seen satisfies; returns it.</summary>
    public static async Task<T> SeesAsync<T>(Func<Task<T>> look, Func<T, bool> satisfies, string what, TimeSpan? limit = null)
    {
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (satisfies(seen))
            {
                return seen;
            }

            if (time.GetElapsedTime(start) > (limit ?? Limit))
            {
                Assert.Fail($"Waited in vain for: {what}. Last seen: {Describe(seen)}");
            }

            await Task.Delay(BetweenLooks, time);
        }
    }

    private static string Describe(object? seen) => seen switch
    {
        null => "nothing",
        string text => text,
        MessageView view => $"{view.Outcome} {string.Join(", ", view.Problems.Select(problem => problem.Code))} {string.Join(", ", view.Deliveries)}",
        IEnumerable<object> many => string.Join("; ", many),
        _ => seen.ToString() ?? "",
    };

    /// <summary>Looks until what is seen satisfies; returns it.</summary>
    public static Task<T> SeesAsync<T>(Func<T> look, Func<T, bool> satisfies, string what, TimeSpan? limit = null) =>
        SeesAsync(() => Task.FromResult(look()), satisfies, what, limit);
}
