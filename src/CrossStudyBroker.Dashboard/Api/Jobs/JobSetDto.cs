using CrossStudyBroker.Broker.Jobs;

namespace CrossStudyBroker.Dashboard.Api.Jobs;

/// <summary>How the set of a job was described at its start.</summary>
internal sealed record JobSetDto
{
    /// <summary>True if the deliveries were chosen one by one.</summary>
    public bool? Chosen { get; init; }
    public string? Cause { get; init; }
    public string? Institution { get; init; }
    public string? State { get; init; }
    public string? Kind { get; init; }
    public string? Code { get; init; }
    public string? Case { get; init; }
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? To { get; init; }

    public static JobSetDto Of(JobSet set) => new()
    {
        Chosen = set.Deliveries is null ? null : true,
        Cause = set.Cause,
        Institution = set.Institution,
        State = set.State is { } state ? MessageDto.Name(state) : null,
        Kind = set.Kind,
        Code = set.Code,
        Case = set.CaseId,
        From = set.From,
        To = set.To,
    };
}
