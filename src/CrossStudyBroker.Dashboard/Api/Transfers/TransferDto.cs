using CrossStudyBroker.Broker.Resolution;

namespace CrossStudyBroker.Dashboard.Api.Transfers;

/// <summary>One delivery with what matters of its message, how people stand with it, and what the caller may do. No personal data.</summary>
internal sealed record TransferDto
{
    public required Guid DeliveryId { get; init; }
    public required Guid TrackingId { get; init; }
    public required string Id { get; init; }
    public required string Type { get; init; }
    public required string Sender { get; init; }
    public required string Recipient { get; init; }
    public required string Home { get; init; }
    public string? Network { get; init; }
    public string? CaseId { get; init; }
    public required string State { get; init; }
    public string? Code { get; init; }
    public required int Attempts { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public DateTimeOffset? NextAttemptAt { get; init; }
    public DateTimeOffset? PayloadErasedAt { get; init; }
    public string? Replaces { get; init; }
    public required IReadOnlyList<ReplacementDto> ReplacedBy { get; init; }
    public string? Turn { get; init; }
    public DoneDto? Taken { get; init; }
    public DoneDto? Escalated { get; init; }
    public required IReadOnlyList<VerbDto> Verbs { get; init; }
    public required IReadOnlyList<DoneDto> Done { get; init; }

    /// <summary>True in the answer to a verb that the caller had used before; nothing was done now.</summary>
    public bool? Repeated { get; init; }

    public static TransferDto Of(TransferView view, bool? repeated = null)
    {
        var (transfer, handling) = (view.Transfer, view.Handling);
        return new()
        {
            DeliveryId = transfer.DeliveryId,
            TrackingId = transfer.TrackingId,
            Id = transfer.MessageId,
            Type = transfer.Type,
            Sender = transfer.Sender,
            Recipient = transfer.Recipient,
            Home = transfer.Home,
            Network = transfer.Network,
            CaseId = transfer.CaseId,
            State = MessageDto.Name(transfer.State),
            Code = transfer.Code,
            Attempts = transfer.Attempts,
            ReceivedAt = transfer.ReceivedAt,
            ChangedAt = transfer.ChangedAt,
            NextAttemptAt = transfer.DueAt,
            PayloadErasedAt = transfer.PayloadExpiresAt,
            Replaces = transfer.Replaces,
            ReplacedBy = [.. transfer.ReplacedBy.Select(ReplacementDto.Of)],
            Turn = handling.Turn is { } turn ? DoneDto.Name(turn) : null,
            Taken = handling.Taken is { } taken ? DoneDto.Of(taken) : null,
            Escalated = handling.Escalated is { } escalated ? DoneDto.Of(escalated) : null,
            Verbs = [.. view.Options.Select(VerbDto.Of)],
            Done = [.. view.Done.Select(DoneDto.Of)],
            Repeated = repeated,
        };
    }

    /// <summary>A later message that replaces this one.</summary>
    internal sealed record ReplacementDto(Guid TrackingId, string Id, DateTimeOffset ReceivedAt, string State, bool Succeeded)
    {
        public static ReplacementDto Of(Replacement replacement) => new(
            replacement.TrackingId,
            replacement.MessageId,
            replacement.ReceivedAt,
            replacement.State is { } state ? MessageDto.Name(state) : "refused",
            replacement.HasSucceeded);
    }
}
