using CrossStudyBroker.Broker.Deliveries;
using CrossStudyBroker.Broker.Tracking;
using Xunit;

namespace CrossStudyBroker.Tests.Deliveries;

/// <summary>When a failed delivery is tried again, with the default pauses.</summary>
public sealed class RetryRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 12, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 0.5, "00:00:30")]
    [InlineData(2, 0.5, "00:01:00")]
    [InlineData(1, 0.0, "00:00:24")]
    [InlineData(1, 1.0, "00:00:36")]
    [InlineData(10, 0.5, "04:16:00")]
    [InlineData(11, 0.5, "06:00:00")]
    [InlineData(12, 0.5, "06:00:00")]
    public void Pauses_double_from_half_a_minute_to_six_hours_and_spread_by_a_fifth(int tries, double chance, string pause) =>
        Assert.Equal(TimeSpan.Parse(pause), RetryRules.PauseAfter(tries, new RetryOptions(), chance));

    [Fact]
    public void There_is_a_last_attempt()
    {
        Assert.NotNull(RetryRules.PauseAfter(12, new RetryOptions(), 1));
        Assert.Null(RetryRules.PauseAfter(13, new RetryOptions(), 0));
        Assert.Null(RetryRules.PauseAfter(1, new RetryOptions { Attempts = 1 }, 0));
    }

    [Fact]
    public void A_failure_counts_and_is_due_after_its_pause()
    {
        var next = After(tries: 1);
        Assert.Equal((DeliveryState.Retrying, 8, 2, Now.AddMinutes(1)), (next.State, next.Attempts, next.Tries, next.DueAt));
    }

    [Fact]
    public void The_last_failure_parks() => Assert.Equal((DeliveryState.Parked, null), (After(tries: 12).State, After(tries: 12).DueAt));

    [Theory]
    [InlineData(10, 60)]
    [InlineData(3600, 3600)]
    public void A_recipient_may_ask_for_a_longer_pause_and_not_for_a_shorter_one(int asked, int seconds) =>
        Assert.Equal(Now.AddSeconds(seconds), After(tries: 1, asked: asked).DueAt);

    [Fact]
    public void What_was_never_handed_over_does_not_count_and_never_comes_to_the_last_attempt()
    {
        var next = After(tries: 40, wasAttempted: false);
        Assert.Equal((DeliveryState.Retrying, 7, 40, Now.AddSeconds(30)), (next.State, next.Attempts, next.Tries, next.DueAt));
    }

    private static DeliveryChange After(int tries, int? asked = null, bool wasAttempted = true) => RetryRules.AfterFailure(
        new DeliveryChange { DeliveryId = Guid.Empty, State = DeliveryState.Parked, At = Now, By = "adapter", DueAt = asked is { } seconds ? Now.AddSeconds(seconds) : null },
        new Admission(Guid.Empty, DeliveryState.Queued, Attempts: 7, tries, IsBehind: false, IsKept: false),
        wasAttempted,
        new RetryOptions(),
        chance: 0.5);
}
