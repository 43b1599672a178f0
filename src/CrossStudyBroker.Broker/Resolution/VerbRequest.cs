namespace CrossStudyBroker.Broker.Resolution;

/// <summary>What somebody wants done.</summary>
public sealed record VerbRequest
{
    /// <summary>The verb.</summary>
    public required Verb Verb { get; init; }

    /// <summary>Of a return: the problem code that the sender is told; null: the delivery's own.</summary>
    public string? Code { get; init; }

    /// <summary>Why, in the person's own words.</summary>
    public string? Note { get; init; }

    /// <summary>Of a hand-over: whose turn it is to be.</summary>
    public Party? To { get; init; }

    /// <summary>Of a take: number of the entry by which somebody else took it, if it is knowingly taken from them.</summary>
    public long? InsteadOf { get; init; }

    /// <summary>The bulk job that wants it, if it is one.</summary>
    public Guid? JobId { get; init; }
}
