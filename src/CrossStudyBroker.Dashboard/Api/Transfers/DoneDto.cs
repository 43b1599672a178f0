using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Resolution;

namespace CrossStudyBroker.Dashboard.Api.Transfers;

/// <summary>What somebody did about a transfer, as all its parties see it.</summary>
internal sealed record DoneDto
{
    public required long Entry { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Verb { get; init; }
    public required ActorDto By { get; init; }
    public required string As { get; init; }
    public string? Code { get; init; }
    public string? Note { get; init; }
    public string? To { get; init; }
    public Guid? Job { get; init; }

    public static DoneDto Of(AuditEntry entry) => new()
    {
        Entry = entry.Id,
        At = entry.At,
        Verb = entry.Action,
        By = ActorDto.Of(entry.By),
        As = Name(entry.As.GetValueOrDefault()), // everybody has a part in what they act on
        Code = entry.Code,
        Note = entry.Note,
        To = entry.To is { } to ? Name(to) : null,
        Job = entry.JobId,
    };

    public static string Name(Party party) => party.ToString().ToLowerInvariant();
}
