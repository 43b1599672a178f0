using CrossStudyBroker.Broker.Retention;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>How the keeping and erasing of things stands, as the HTTP API shows it.</summary>
internal sealed record RetentionDto
{
    public required DateTimeOffset Now { get; init; }
    public required IReadOnlyList<ClockDto> Clocks { get; init; }
    public required IReadOnlyList<Held> Held { get; init; }
    public required PeriodsDto Usual { get; init; }
    public required double AuditDays { get; init; }
    public required IReadOnlyDictionary<string, PeriodsDto> Networks { get; init; }
    public required LinkDto LedgerHead { get; init; }

    public static RetentionDto Of(RetentionView view, DateTimeOffset now) => new()
    {
        Now = now,
        Clocks = [.. view.Clocks.Select(ClockDto.Of)],
        Held = view.Held,
        Usual = PeriodsDto.Of(view.Usual),
        AuditDays = view.Audit.TotalDays,
        Networks = view.Networks.ToDictionary(network => network.Key, network => PeriodsDto.Of(network.Value)),
        LedgerHead = LinkDto.Of(view.Head),
    };

    /// <summary>A clock.</summary>
    internal sealed record ClockDto(string Name, DateTimeOffset LastStartedAt, DateTimeOffset? LastEndedAt, DateTimeOffset NextAt, long Done, string Result, string? Failure)
    {
        public static ClockDto Of(ClockState state) => new(
            state.Name,
            state.StartedAt,
            state.EndedAt,
            state.NextAt,
            state.Done,
            state.EndedAt is null || state.EndedAt < state.StartedAt ? "running" : state.Failure is null ? "ok" : "failed",
            state.Failure);
    }

    /// <summary>How long things are kept, in days.</summary>
    internal sealed record PeriodsDto(double PayloadDays, double TraceDays, double LinkDays)
    {
        public static PeriodsDto Of(RetentionView.Periods periods) => new(periods.Payloads.TotalDays, periods.Traces.TotalDays, periods.Links.TotalDays);
    }

    /// <summary>A place in the ledger's chain.</summary>
    internal sealed record LinkDto(long Position, string Hash)
    {
        public static LinkDto Of(LedgerLink link) => new(link.Position, Convert.ToHexStringLower(link.Hash));
    }
}
