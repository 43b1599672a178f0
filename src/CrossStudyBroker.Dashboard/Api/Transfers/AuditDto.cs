using CrossStudyBroker.Broker.Audit;

namespace CrossStudyBroker.Dashboard.Api.Transfers;

/// <summary>One entry of the audit.</summary>
internal sealed record AuditDto
{
    public required long Entry { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Action { get; init; }
    public required ActorDto By { get; init; }

    /// <summary>The person's id at its identity provider: for its own institution and the operator.</summary>
    public string? Person { get; init; }
    public string? As { get; init; }
    public Guid? DeliveryId { get; init; }
    public Guid? TrackingId { get; init; }
    public string? CaseId { get; init; }
    public string? Type { get; init; }
    public string? Sender { get; init; }
    public string? Recipient { get; init; }
    public string? Code { get; init; }
    public string? Note { get; init; }
    public string? To { get; init; }
    public Guid? Job { get; init; }
    public required string Outcome { get; init; }
    public string? Refusal { get; init; }

    public static AuditDto Of(AuditEntry entry, string? reader) => new()
    {
        Entry = entry.Id,
        At = entry.At,
        Action = entry.Action,
        By = ActorDto.Of(entry.By),
        Person = reader is null || reader == entry.By.Institution ? entry.By.Person : null,
        As = entry.As is { } part ? DoneDto.Name(part) : null,
        DeliveryId = entry.DeliveryId,
        TrackingId = entry.TrackingId,
        CaseId = entry.CaseId,
        Type = entry.Type,
        Sender = entry.Sender,
        Recipient = entry.Recipient,
        Code = entry.Code,
        Note = entry.Note,
        To = entry.To is { } to ? DoneDto.Name(to) : null,
        Job = entry.JobId,
        Outcome = entry.Outcome.ToString().ToLowerInvariant(),
        Refusal = entry.Refusal,
    };
}
