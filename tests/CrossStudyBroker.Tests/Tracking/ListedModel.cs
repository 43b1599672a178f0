using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Tests.Tracking;

/// <summary>What a filter means, said once more in plain C#: the stores' statements are held against it.</summary>
internal static class ListedModel
{
    /// <summary>True if the filter finds the message, which is given as the operator sees it.</summary>
    public static bool Fits(MessageView message, MessageFilter filter)
    {
        var visible = message.Deliveries.Where(d => filter.VisibleTo is null || filter.VisibleTo == message.Sender || filter.VisibleTo == d.Recipient);
        return (filter.VisibleTo is null || filter.VisibleTo == message.Sender || visible.Any())
            && (filter.Outcome is null || message.Outcome == filter.Outcome)
            && (filter.From is null || message.ReceivedAt >= filter.From)
            && (filter.To is null || message.ReceivedAt < filter.To)
            && Answers(message, filter).All(answer => answer)
            && (message.Deliveries.Count == 0 ? [null] : visible.Cast<DeliveryView?>()).Any(delivery => Answers(message, delivery, filter).All(answer => answer));
    }

    private static IEnumerable<bool> Answers(MessageView message, MessageFilter filter) =>
    [
        .. Of(filter, terms => terms.Networks, network => network == message.Network),
        .. Of(filter, terms => terms.Kinds, kind => message.Type.StartsWith($"crossstudy.{kind}.", StringComparison.Ordinal)),
        .. Of(filter, terms => terms.Types, type => type == message.Type),
        .. Of(filter, terms => terms.CaseIds, id => id == message.CaseId),
        .. Of(filter, terms => terms.Ids, id => id == message.MessageId || id == message.TrackingId.ToString()),
    ];

    private static IEnumerable<bool> Answers(MessageView message, DeliveryView? delivery, MessageFilter filter) =>
    [
        .. Of(filter, terms => terms.Institutions, institution => institution == message.Sender || institution == delivery?.Recipient),
        .. Of(filter, terms => terms.Senders, institution => institution == message.Sender),
        .. Of(filter, terms => terms.Recipients, institution => institution == delivery?.Recipient),
        .. Of(filter, terms => terms.Codes, code => code == delivery?.Code || (message.Problems.Count > 0 && code == message.Problems[0].Code)),
        .. Of(filter, terms => terms.Attempts, range => (delivery?.Attempts ?? 0) is var attempts && attempts >= range.AtLeast && attempts <= range.AtMost),
        .. Of(filter, StatesOf, state => state == StateOf(message, delivery)),
        filter.Cause is null || filter.Cause == CauseOf(message, delivery),
    ];

    // Null: a dry run.
    private static IReadOnlyList<DeliveryState?> StatesOf(MessageTerms terms) => [.. terms.States, .. terms.DryRun ? new DeliveryState?[] { null } : []];

    private static IEnumerable<bool> Of<T>(MessageFilter filter, Func<MessageTerms, IReadOnlyList<T>> values, Func<T, bool> fits)
    {
        yield return values(filter.AnyOf).Count == 0 || values(filter.AnyOf).Any(fits);
        yield return !values(filter.NoneOf).Any(fits);
    }

    private static DeliveryState? StateOf(MessageView message, DeliveryView? delivery) => delivery?.State ?? message.Outcome switch
    {
        MessageOutcome.Accepted => DeliveryState.Processed,
        MessageOutcome.Refused => DeliveryState.Refused,
        _ => null,
    };

    private static string? CauseOf(MessageView message, DeliveryView? delivery) => (message.Outcome, delivery) switch
    {
        (MessageOutcome.Refused, _) => CauseRules.Id(CauseRules.CodeOf(message.Problems.FirstOrDefault()?.Code), CauseRules.Intake, "", CauseRules.TypeOf(message.Type)),
        (_, { } failed) when CauseRules.Fails(failed.State) => CauseRules.Id(CauseRules.CodeOf(failed.Code), "adapter", failed.Recipient, CauseRules.TypeOf(message.Type)),
        _ => null,
    };
}
