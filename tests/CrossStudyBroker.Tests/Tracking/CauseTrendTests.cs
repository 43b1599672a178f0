using CrossStudyBroker.Broker.Flow;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

/// <summary>What a cause group keeps of when its members joined.</summary>
public sealed class CauseTrendTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 29, 21, 30, 0, TimeSpan.Zero); // 30 March, 00:30 in Finland, the night after the clocks changed

    [Fact]
    public void The_latest_hours_and_Finnish_days_end_now()
    {
        var trend = Of((Now, 3), (Now.AddHours(-23), 2), (Now.AddMinutes(-31), 1));

        Assert.Equal((2, 1, 3, 24), (trend.LatestHours(Now)[0], trend.LatestHours(Now)[^2], trend.LatestHours(Now)[^1], trend.LatestHours(Now).Length));
        Assert.Equal((3, 3, 14), (trend.LatestDays(Now)[^2], trend.LatestDays(Now)[^1], trend.LatestDays(Now).Length));
        Assert.Equal([3, 0], trend.LatestHours(Now.AddHours(1))[^2..]);
    }

    [Fact]
    public void What_nobody_is_told_any_more_is_forgotten_also_where_it_comes_late()
    {
        var trend = Of((Now, 1), (Now.AddHours(-24), 7), (Now.AddDays(-14), 7));

        Assert.Equal((1, 8), (trend.LatestHours(Now).Sum(), trend.LatestDays(Now).Sum()));
        Assert.Equal((1, 2), (trend.Hours.Split(' ').Length, trend.Days.Split(' ').Length));
    }

    [Fact]
    public void It_is_the_same_after_it_was_stored()
    {
        var trend = Of((Now, 1), (Now.AddHours(-5), 12));
        var stored = CauseTrend.Parse(trend.Hours, trend.Days);
        stored.Add([(Now, 1)]);

        Assert.Equal((2, 12), (stored.LatestHours(Now)[^1], stored.LatestHours(Now)[^6]));
        Assert.Equal(0, CauseTrend.Parse("", "").LatestDays(Now).Sum());
    }

    private static CauseTrend Of(params (DateTimeOffset At, long Number)[] joined)
    {
        var trend = new CauseTrend();
        trend.Add(joined);
        return trend;
    }
}
