using System.Collections.Frozen;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using static CrossStudyBroker.Broker.Tracking.DeliveryState;

namespace CrossStudyBroker.Broker.Resolution;

/// <summary>
/// The one table of who may do what about a transfer, and when; pages and HTTP API both ask here. Home and target resolve a failure between
/// themselves; the operator may have it tried again at any time, and does the rest only when the home asked (R25) or the cause is its own.
/// </summary>
internal static class ResolutionRules
{
    private const Who Anyone = Who.Sender | Who.Recipient | Who.Operator;
    private const Who Parties = Who.Sender | Who.Recipient | Who.AskedOperator;

    private static readonly DeliveryState[] Failed = [Retrying, Parked];
    private static readonly DeliveryState[] Waiting = [Held, Retrying, Parked];
    private static readonly DeliveryState[] Any = Enum.GetValues<DeliveryState>();

    /// <summary>By verb: who may use it, and in which states.</summary>
    public static FrozenDictionary<Verb, (Who Who, DeliveryState[] States)> Table { get; } = new Dictionary<Verb, (Who, DeliveryState[])>
    {
        [Verb.Retry] = (Anyone, Failed),
        [Verb.Return] = (Who.Recipient | Who.AskedOperator, Waiting),
        [Verb.ResolveElsewhere] = (Parties, Waiting),
        [Verb.Discard] = (Who.Sender, Waiting),
        [Verb.Escalate] = (Who.Home, Waiting),
        [Verb.Take] = (Parties, Waiting),
        [Verb.HandOver] = (Parties, Waiting),
        [Verb.Note] = (Anyone, Any),
    }.ToFrozenDictionary();

    /// <summary>The problem code of what stands in the way; null if the verb may be used.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="at">The situation.</param>
    /// <param name="to">Of a hand-over: to whom; null: to anyone.</param>
    /// <param name="insteadOf">Of a take: the entry by which somebody else took it, whom the caller knowingly takes it from.</param>
    public static string? Against(Verb verb, Situation at, Party? to = null, long? insteadOf = null)
    {
        var (who, states) = Table[verb];
        if (at.OnlyViews)
        {
            return ProblemCodes.NotPermitted;
        }

        if ((who & at.Caller) == Who.None)
        {
            return who.HasFlag(Who.AskedOperator) && at.Caller.HasFlag(Who.Operator) ? ProblemCodes.OperatorNotAsked : ProblemCodes.ResolutionNotYours;
        }

        return states.Contains(at.State) ? InDetail(verb, at, to, insteadOf) : InState(at.State);
    }

    /// <summary>To whom the caller may hand over.</summary>
    public static IReadOnlyList<Party> Receivers(Situation at) =>
        [.. Enum.GetValues<Party>().Where(to => Against(Verb.HandOver, at, to) is null)];

    private static string? InDetail(Verb verb, Situation at, Party? to, long? insteadOf) => verb switch
    {
        Verb.Retry when at.IsUnderWay => ProblemCodes.DeliveryOnItsWay,
        Verb.Retry when !at.HasPayload => ProblemCodes.PayloadNotKept,
        Verb.Escalate when at is { IsEscalated: true, Turn: Party.Operator } => ProblemCodes.AlreadyEscalated,
        Verb.Take when at.Taken is not null && at.Taken != insteadOf => ProblemCodes.DeliveryTaken,
        Verb.HandOver when to is { } party => HandingOver(at, party),
        Verb.HandOver when Receivers(at).Count == 0 => ProblemCodes.TurnIsTheirs,
        _ => null,
    };

    private static string? HandingOver(Situation at, Party to) =>
        to == at.Turn ? ProblemCodes.TurnIsTheirs
        : to == Party.Operator && !at.IsEscalated ? ProblemCodes.OperatorNotAsked
        : IsOnly(at.Caller, to) ? ProblemCodes.ResolutionNotYours // one takes it oneself
        : null;

    private static bool IsOnly(Who caller, Party to) => to switch
    {
        Party.Sender => caller.HasFlag(Who.Sender),
        Party.Recipient => caller.HasFlag(Who.Recipient),
        _ => caller.HasFlag(Who.Operator),
    };

    private static string InState(DeliveryState state) => state switch
    {
        Queued => ProblemCodes.DeliveryOnItsWay,
        Held => ProblemCodes.DeliveryHeld,
        Delivered => ProblemCodes.DeliveryWithRecipient,
        _ => ProblemCodes.DeliverySettled,
    };
}
