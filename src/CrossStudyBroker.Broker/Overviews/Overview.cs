using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Broker.Findings;

namespace CrossStudyBroker.Broker.Overviews;

/// <summary>Whether transfers flow, as far as the one who asks may see it.</summary>
public sealed record Overview
{
    /// <summary>Now.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whose; null: of all (the operator).</summary>
    public string? Institution { get; init; }

    /// <summary>The beginning of the period.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>One for each direction.</summary>
    public required IReadOnlyList<KindFlow> Totals { get; init; }

    /// <summary>By kind and direction.</summary>
    public required IReadOnlyList<KindFlow> Kinds { get; init; }

    /// <summary>From whom to whom.</summary>
    public required IReadOnlyList<PairFlow> Flows { get; init; }

    /// <summary>One for each direction.</summary>
    public required IReadOnlyList<FlowSeries> Series { get; init; }

    /// <summary>One for each open state that a delivery is in.</summary>
    public required IReadOnlyList<OldestWaiting> Oldest { get; init; }

    /// <summary>What failed.</summary>
    public required CauseCount Causes { get; init; }

    /// <summary>What does not move.</summary>
    public required FindingList Findings { get; init; }

    /// <summary>What expires soon.</summary>
    public required Expiring Expiring { get; init; }

    /// <summary>Whether the roles run.</summary>
    public required IReadOnlyList<RolePresence> Roles { get; init; }

    /// <summary>How long reading all this took.</summary>
    public TimeSpan Took { get; init; }
}
