using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.Api;
using CrossStudyBroker.Dashboard.Filters;
using CrossStudyBroker.Dashboard.Languages;

namespace CrossStudyBroker.Dashboard.Embedding;

/// <summary>One institution's own part of one case, for showing to its users (R24). No personal data.</summary>
public sealed record CaseStatus
{
    /// <summary>The case.</summary>
    public required string CaseId { get; init; }

    /// <summary>Whose part it is.</summary>
    public required string Institution { get; init; }

    /// <summary>The state that most needs a person.</summary>
    public required string State { get; init; }

    /// <summary>When this was true.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>What was sent and received, oldest first; a message to several has one for each.</summary>
    public required IReadOnlyList<Transfer> Messages { get; init; }

    /// <summary>Makes the status of messages as the institution sees them, newest first; null if there are none.</summary>
    internal static CaseStatus? Of(string caseId, string institution, IReadOnlyList<MessageView> messages, DateTimeOffset now)
    {
        var transfers = messages.Reverse().SelectMany(message => TransfersOf(message, institution)).ToList();
        return transfers.Count == 0 ? null : new CaseStatus
        {
            CaseId = caseId,
            Institution = institution,
            State = FilterRules.States.First(state => transfers.Exists(transfer => transfer.State == state)), // from what most needs a person
            AsOf = now,
            Messages = transfers,
        };
    }

    private static IEnumerable<Transfer> TransfersOf(MessageView message, string institution) => message.Deliveries.Count == 0
        ? [Of(message, institution, message.Recipient, null)]
        : message.Deliveries.Select(delivery => Of(message, institution, delivery.Recipient, delivery));

    private static Transfer Of(MessageView message, string institution, string? recipient, DeliveryView? delivery)
    {
        var code = delivery is null ? message.Problems.FirstOrDefault()?.Code : delivery.Code;
        var definition = code is null ? null : ProblemCatalogue.Find(code);
        return new Transfer
        {
            TrackingId = message.TrackingId,
            Id = message.MessageId.Length == 0 ? null : message.MessageId,
            Type = message.Type.Length == 0 ? null : message.Type,
            Direction = message.Sender == institution ? "sent" : "received",
            Other = message.Sender == institution ? recipient : message.Sender,
            State = delivery is null ? MessageDto.StateOf(message) : MessageDto.Name(delivery.State),
            Code = code,
            Title = definition is null ? null : Locale.Current.Of(definition.Title),
            Remedy = definition is null ? null : Locale.Current.Of(definition.Remedy),
            WhoCanFix = definition?.WhoCanFix,
            ReceivedAt = message.ReceivedAt,
            ChangedAt = delivery?.ChangedAt ?? message.ReceivedAt,
            NextAttemptAt = delivery?.DueAt,
        };
    }

    /// <summary>One message to one recipient.</summary>
    public sealed record Transfer
    {
        /// <summary>Tracking id of the message.</summary>
        public required Guid TrackingId { get; init; }

        /// <summary>The sender's own id.</summary>
        public string? Id { get; init; }

        /// <summary>Message type.</summary>
        public string? Type { get; init; }

        /// <summary>"sent" or "received".</summary>
        public required string Direction { get; init; }

        /// <summary>The other institution, or "broker".</summary>
        public string? Other { get; init; }

        /// <summary>State of the delivery.</summary>
        public required string State { get; init; }

        /// <summary>Problem code, if any.</summary>
        public string? Code { get; init; }

        /// <summary>What the code means, in the language asked for.</summary>
        public string? Title { get; init; }

        /// <summary>What to do, in the language asked for.</summary>
        public string? Remedy { get; init; }

        /// <summary>"sender", "recipient" or "operator".</summary>
        public string? WhoCanFix { get; init; }

        /// <summary>When the broker received it.</summary>
        public required DateTimeOffset ReceivedAt { get; init; }

        /// <summary>When it came to its state.</summary>
        public required DateTimeOffset ChangedAt { get; init; }

        /// <summary>When it is tried again, if it is to be.</summary>
        public DateTimeOffset? NextAttemptAt { get; init; }
    }
}
