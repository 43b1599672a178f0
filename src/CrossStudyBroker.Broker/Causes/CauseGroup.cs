namespace CrossStudyBroker.Broker.Causes;

/// <summary>Failures that belong together, as far as the one who asks may see them: what to put right once.</summary>
public sealed record CauseGroup
{
    /// <summary>The same for ever for the same code, step, recipient and type.</summary>
    public required string Id { get; init; }

    /// <summary>Problem code; <c>code-unlisted</c> for one that the contract does not have.</summary>
    public required string Code { get; init; }

    /// <summary>Who found the fault: "intake" when the broker took the message in, "adapter", "receipt", "reply", "broker", or who returned it.</summary>
    public required string Step { get; init; }

    /// <summary>Institution code; null where a refused message named none.</summary>
    public string? Recipient { get; init; }

    /// <summary>Message type; null where a refused message named none of the contract.</summary>
    public string? Type { get; init; }

    /// <summary>Deliveries that wait, or are just tried again.</summary>
    public required long Open { get; init; }

    /// <summary>Answers for good (refused, returned, expired) that no corrected message has made good yet.</summary>
    public required long Ended { get; init; }

    /// <summary>Since when there has been at least one without a gap, UTC.</summary>
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>When the last one failed, UTC.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>How many joined in each of the last hours, the last one being the current.</summary>
    public IReadOnlyList<long> Hours { get; init; } = [];

    /// <summary>How many joined on each of the last Finnish days, the last one being today; only where one group is asked for.</summary>
    public IReadOnlyList<long> Days { get; init; } = [];

    /// <summary>Members by sender, as far as the one who asks sees several; only where one group is asked for.</summary>
    public IReadOnlyList<CausePart> Senders { get; init; } = [];
}
