namespace CrossStudyBroker.Broker.Retention;

/// <summary>How the keeping and erasing of things stands.</summary>
public sealed record RetentionView
{
    /// <summary>The clocks that ever ran.</summary>
    public required IReadOnlyList<ClockState> Clocks { get; init; }

    /// <summary>What is held, one sort of thing after the other.</summary>
    public required IReadOnlyList<Held> Held { get; init; }

    /// <summary>How long things are kept where a network does not say otherwise.</summary>
    public required Periods Usual { get; init; }

    /// <summary>How long the audit, bulk jobs and the ledger are kept.</summary>
    public required TimeSpan Audit { get; init; }

    /// <summary>How long things of each network are kept.</summary>
    public required IReadOnlyDictionary<string, Periods> Networks { get; init; }

    /// <summary>The end of the ledger's chain.</summary>
    public required LedgerLink Head { get; init; }

    /// <summary>How long things are kept.</summary>
    /// <param name="Payloads">The content of a message that waits.</param>
    /// <param name="Traces">The trace of a message.</param>
    /// <param name="Links">A link, from the end of the target study right.</param>
    public sealed record Periods(TimeSpan Payloads, TimeSpan Traces, TimeSpan Links);
}
