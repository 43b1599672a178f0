using CrossStudyBroker.Broker.Audit;

namespace CrossStudyBroker.Broker.Jobs;

/// <summary>A bulk retry: a set of deliveries frozen at its start, one tried first, then more and more at a time while all goes well.</summary>
public sealed record Job
{
    /// <summary>Id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it was begun, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who began it; the retries are made in their name.</summary>
    public required Actor By { get; init; }

    /// <summary>Why, in their words.</summary>
    public string? Note { get; init; }

    /// <summary>How the set was described; chosen deliveries are not repeated here.</summary>
    public required JobSet Set { get; init; }

    /// <summary>How many deliveries it has.</summary>
    public required int Total { get; init; }

    /// <summary>At most so many retries are begun in a second.</summary>
    public required int PerSecond { get; init; }

    /// <summary>How it stands.</summary>
    public required JobState State { get; init; }

    /// <summary>Counts its starts: 1, and one more each time it is resumed.</summary>
    public required int Run { get; init; }

    /// <summary>When its state last changed, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>When it last began a retry or learned of a result, UTC.</summary>
    public required DateTimeOffset MovedAt { get; init; }

    /// <summary>Why it stopped by itself: problem code; null if it did not.</summary>
    public string? Reason { get; init; }

    /// <summary>The failure that made it stop: problem code.</summary>
    public string? Failure { get; init; }

    /// <summary>How many of its deliveries are in each state.</summary>
    public IReadOnlyDictionary<JobItemState, int> Counts { get; init; } = new Dictionary<JobItemState, int>();

    /// <summary>How many of its deliveries failed again or were left out, by code.</summary>
    public IReadOnlyList<JobCodeCount> Codes { get; init; } = [];
}
