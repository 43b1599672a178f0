namespace CrossStudyBroker.Broker.Flow;

/// <summary>So many deliveries went from one state and cause group to another within one hour.</summary>
internal sealed record CountChange
{
    /// <summary>Institution code, or "broker".</summary>
    public required string Sender { get; init; }

    /// <summary>Institution code; empty where a refused message named none.</summary>
    public required string Recipient { get; init; }

    /// <summary>A type of the contract; empty for anything else.</summary>
    public required string Type { get; init; }

    /// <summary>State before, see <see cref="CountedStates"/>; null for what is new.</summary>
    public short? Before { get; init; }

    /// <summary>State after; null for what is swept.</summary>
    public short? After { get; init; }

    /// <summary>Cause group before, if any.</summary>
    public string? CauseBefore { get; init; }

    /// <summary>Cause group after, if any.</summary>
    public string? CauseAfter { get; init; }

    /// <summary>Code of <see cref="CauseAfter"/>, where that is entered.</summary>
    public string? Code { get; init; }

    /// <summary>Step of <see cref="CauseAfter"/>, where that is entered.</summary>
    public string? Step { get; init; }

    /// <summary>How many.</summary>
    public required int Number { get; init; }

    /// <summary>When the first of them changed, UTC.</summary>
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>When the last of them changed, UTC; in the same hour.</summary>
    public required DateTimeOffset LastAt { get; init; }
}
