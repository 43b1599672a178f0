using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>What follows from a temporary failure: a further attempt after a growing pause, or parking (DESIGN section 4).</summary>
internal static class RetryRules
{
    /// <summary>The pause before the next attempt; null when enough were made.</summary>
    /// <param name="tries">Automatic attempts made, this one included; at least 1.</param>
    /// <param name="options">Pauses and limit.</param>
    /// <param name="chance">From 0 to 1: spreads the pauses by a fifth up or down, so that what failed together does not come back together.</param>
    public static TimeSpan? PauseAfter(int tries, RetryOptions options, double chance)
    {
        if (tries >= options.Attempts)
        {
            return null;
        }

        var grown = options.FirstDelay * Math.Pow(2, Math.Min(tries - 1, 40));
        return (grown < options.LongestDelay ? grown : options.LongestDelay) * (0.8 + (0.4 * chance));
    }

    /// <summary>The change after a failed attempt.</summary>
    /// <param name="change">What is known of it: delivery, code, who says so, when. A <see cref="DeliveryChange.DueAt"/> is what the recipient asked for at least.</param>
    /// <param name="before">How the delivery stood; null if it is not known.</param>
    /// <param name="wasAttempted">False: the recipient was not even called, so nothing is counted and the limit does not come nearer.</param>
    /// <param name="options">Pauses and limit.</param>
    /// <param name="chance">From 0 to 1, as in <see cref="PauseAfter"/>.</param>
    public static DeliveryChange AfterFailure(DeliveryChange change, Admission? before, bool wasAttempted, RetryOptions options, double chance)
    {
        var (attempts, tries) = (before?.Attempts ?? 0, before?.Tries ?? 0);
        var counted = change with { Attempts = wasAttempted ? attempts + 1 : attempts, Tries = wasAttempted ? tries + 1 : tries };
        var pause = wasAttempted ? PauseAfter(tries + 1, options, chance) : PauseAfter(1, options with { Attempts = int.MaxValue }, chance);
        if (pause is not { } after)
        {
            return counted with { State = DeliveryState.Parked, DueAt = null };
        }

        var due = change.At + after;
        return counted with { State = DeliveryState.Retrying, DueAt = change.DueAt > due ? change.DueAt : due };
    }
}
