namespace CrossStudyBroker.Broker.Tracking.Reading;

/// <summary>
/// Chooses the indexes that a page walks: those that leave least to be checked on the way. Several together hold all that can fit.
/// 1. members of a cause group;
/// 2. problem codes, if not too many: of deliveries and of messages;
/// 3. states of failure and one institution: what it sent and what it was sent;
/// 4. other states: the deliveries by state, or one of the following, whichever has fewer rows (<see cref="MessageReader"/> looks);
/// 5. deliveries tried more than once;
/// 6. one institution: the table party, which also carries kind and outcome;
/// 7. otherwise the messages by outcome, network, kind or time.
/// </summary>
internal static class Walks
{
    private const int MostCodes = 12;

    // Indexes of their own hold these by institution. SQLite wants the condition of such an index word by word; PostgreSQL takes what is said twice for
    // rarer than it is, and then sorts instead of walking.
    private const string OfFailures = " and s.state in (14, 40, 50, 60, 70, 80)";

    private static readonly DeliveryState[] Failures =
        [DeliveryState.Returned, DeliveryState.Held, DeliveryState.Retrying, DeliveryState.Refused, DeliveryState.Expired, DeliveryState.Parked];

    /// <summary>The walks of a page, or two choices of them: which is shorter, the rows say.</summary>
    /// <param name="filter">What is asked for; no ids and no cases, whose few messages are found without.</param>
    /// <param name="saysConditions">Whether the condition of an index is said word by word.</param>
    public static IReadOnlyList<IReadOnlyList<Walk>> Of(MessageFilter filter, bool saysConditions)
    {
        var terms = filter.AnyOf;
        if (filter.Cause is { } cause)
        {
            return [Answering(Asked.Cause, [Walk.Deliveries("s.cause = @key", StoredText.Of(cause)), Walk.Messages("m.cause = @key", StoredText.Of(cause))])];
        }

        if (terms.Codes.Count is > 0 and <= MostCodes)
        {
            return [Answering(Asked.Codes, terms.Codes.SelectMany(code => new[] { Walk.Deliveries("s.code = @key", StoredText.Of(code)), Walk.Messages("m.code = @key", StoredText.Of(code)) }))];
        }

        IReadOnlyList<Walk> otherwise = [terms.Attempts.Count > 0 && terms.Attempts.All(range => range.AtLeast > 1) ? Walk.Deliveries("s.attempts > 1") : Plain(filter)];
        return !ByState(filter) ? [otherwise]
            : !OtherKey(filter) || terms.States.All(state => WalksFailures(filter, state)) ? [OfStates(filter, saysConditions)]
            : [OfStates(filter, saysConditions), otherwise];
    }

    private static IReadOnlyList<Walk> OfStates(MessageFilter filter, bool saysConditions) => Answering(Asked.States,
    [
        .. filter.AnyOf.States.SelectMany(state => OfState(filter, state, saysConditions)),
        .. filter.AnyOf.States.Contains(DeliveryState.Refused) ? [Outcome(filter, MessageOutcome.Refused)] : Array.Empty<Walk>(),
        .. filter.AnyOf.DryRun ? [Outcome(filter, MessageOutcome.DryRun)] : Array.Empty<Walk>(),
    ]);

    private static IReadOnlyList<Walk> Answering(Asked asked, IEnumerable<Walk> walks) => [.. walks.Select(walk => walk with { Answered = asked })];

    private static Walk Plain(MessageFilter filter)
    {
        var kinds = filter.AnyOf.Kinds.Count > 0 ? filter.AnyOf.Kinds : [.. filter.AnyOf.Types.Select(MessageKinds.Of).Distinct()];
        return filter switch
        {
            { Outcome: { } outcome and not MessageOutcome.Accepted } => Outcome(filter, outcome),
            _ when Party(filter) is { } institution => Walk.Party(institution),
            { AnyOf.Networks: [var network] } => Walk.Messages("m.network = @key", StoredText.Of(network)),
            _ when kinds is [var kind] => Walk.Messages("m.kind = @key", StoredText.Of(kind)),
            _ => Walk.Messages(),
        };
    }

    private static IEnumerable<Walk> OfState(MessageFilter filter, DeliveryState state, bool saysConditions) => WalksFailures(filter, state) && Party(filter) is { } institution
        ? Sides(filter).Select(side => Failed(side, institution, state, saysConditions))
        : [Walk.Deliveries("s.state = @key", (short)state)];

    // What an institution is asked for as sender or recipient alone is on one side only; looking on the other would find nothing, row by row.
    private static string[] Sides(MessageFilter filter) => filter switch
    {
        { Institution: null, AnyOf.Senders: [_] } => ["s.sender"],
        { Institution: null, AnyOf.Recipients: [_] } => ["s.recipient"],
        _ => ["s.sender", "s.recipient"],
    };

    private static Walk Failed(string party, string institution, DeliveryState state, bool saysConditions) =>
        Walk.Deliveries($"{party} = @key and s.state = {(short)state}{(saysConditions ? OfFailures : "")}", StoredText.Of(institution)) with { Of = institution };

    // The index holds only the uncommon outcomes; SQLite wants its condition repeated word by word.
    private static Walk Outcome(MessageFilter filter, MessageOutcome outcome) => Party(filter) is { } institution
        ? Walk.Party(institution, $" and p.outcome <> 0 and p.outcome = {(short)outcome}")
        : Walk.Messages("m.outcome <> 0 and m.outcome = @key", (short)outcome);

    // What is accepted and goes to nobody counts as processed, and is no delivery.
    private static bool ByState(MessageFilter filter) => filter.AnyOf.AsksState && !filter.AnyOf.States.Contains(DeliveryState.Processed);

    private static bool OtherKey(MessageFilter filter) =>
        Party(filter) is not null || filter.Outcome is not null || filter.AnyOf is { Networks: [_] } or { Kinds: [_] } or { Types: [_] };

    private static bool WalksFailures(MessageFilter filter, DeliveryState state) => Party(filter) is not null && Failures.Contains(state);

    // Whoever asks for another institution's messages sees those that they share; of the two, the one asked for is likely to have fewer.
    private static string? Party(MessageFilter filter) => filter.Institution
        ?? (filter.AnyOf.Senders is [var sender] ? sender : null)
        ?? (filter.AnyOf.Recipients is [var recipient] ? recipient : null)
        ?? filter.VisibleTo;
}
