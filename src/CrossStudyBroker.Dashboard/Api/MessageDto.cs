using System.Text.Json;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>A message with its status, as the HTTP API shows it. No personal data.</summary>
internal sealed record MessageDto
{
    public required Guid TrackingId { get; init; }
    public string? Id { get; init; }
    public required string Sender { get; init; }
    public string? Type { get; init; }
    public string? Recipient { get; init; }
    public string? Network { get; init; }
    public string? CaseId { get; init; }
    public string? InReplyTo { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required int Size { get; init; }
    public required string State { get; init; }
    public required IReadOnlyList<Problem> Codes { get; init; }
    public required IReadOnlyList<DeliveryDto> Deliveries { get; init; }
    public IReadOnlyList<EventDto>? Events { get; init; }

    /// <summary>Maps a view; events only where the view has them.</summary>
    public static MessageDto Of(MessageView view) => new()
    {
        TrackingId = view.TrackingId,
        Id = NullIfEmpty(view.MessageId),
        Sender = view.Sender,
        Type = NullIfEmpty(view.Type),
        Recipient = view.Recipient,
        Network = view.Network,
        CaseId = view.CaseId,
        InReplyTo = view.InReplyTo,
        ReceivedAt = view.ReceivedAt,
        Size = view.Size,
        State = StateOf(view),
        Codes = view.Problems,
        Deliveries = [.. view.Deliveries.Select(DeliveryDto.Of)],
        Events = view.Events.Count == 0 ? null : [.. view.Events.Select(happened => EventDto.Of(happened, view.Deliveries))],
    };

    /// <summary>The state of the message as a whole: of the delivery that most needs a person; without deliveries it is processed.</summary>
    public static string StateOf(MessageView view) => view.Outcome switch
    {
        MessageOutcome.Refused => "refused",
        MessageOutcome.DryRun => "dry-run",
        _ => Name(view.Deliveries.Select(delivery => delivery.State).DefaultIfEmpty(DeliveryState.Processed).Max()),
    };

    internal static string Name(DeliveryState state) => JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString());

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    /// <summary>One delivery.</summary>
    internal sealed record DeliveryDto(
        Guid DeliveryId, string Recipient, string State, string? Code, int Attempts, DateTimeOffset ChangedAt, DateTimeOffset? NextAttemptAt, DateTimeOffset? PayloadErasedAt)
    {
        public static DeliveryDto Of(DeliveryView view) => new(
            view.DeliveryId, view.Recipient, Name(view.State), view.Code, view.Attempts, view.ChangedAt, view.DueAt, view.PayloadExpiresAt);
    }

    /// <summary>One step in a delivery's life.</summary>
    internal sealed record EventDto(DateTimeOffset At, Guid DeliveryId, string Recipient, string State, string? Code, string By)
    {
        public static EventDto Of(DeliveryEvent happened, IEnumerable<DeliveryView> deliveries) => new(
            happened.At,
            happened.DeliveryId,
            deliveries.First(delivery => delivery.DeliveryId == happened.DeliveryId).Recipient,
            Name(happened.State),
            happened.Code,
            happened.By);
    }
}
