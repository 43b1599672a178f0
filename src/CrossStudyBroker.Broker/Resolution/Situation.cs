using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Broker.Resolution;

/// <summary>What decides whether somebody may use a verb on a transfer.</summary>
internal sealed record Situation
{
    /// <summary>A retry that was asked for this long ago and has not begun did not come about: the process ended in between.</summary>
    private static readonly TimeSpan Beginning = TimeSpan.FromMinutes(1);

    /// <summary>State of the delivery.</summary>
    public required DeliveryState State { get; init; }

    /// <summary>What the caller is.</summary>
    public required Who Caller { get; init; }

    /// <summary>True for one who only looks.</summary>
    public bool OnlyViews { get; init; }

    /// <summary>True while the payload is kept.</summary>
    public bool HasPayload { get; init; }

    /// <summary>True if it is due already, and only has to be put on its way.</summary>
    public bool IsUnderWay { get; init; }

    /// <summary>True if the home asked the operator.</summary>
    public bool IsEscalated { get; init; }

    /// <summary>Number of the audit entry by which somebody took it, if it is taken.</summary>
    public long? Taken { get; init; }

    /// <summary>Whose turn it is.</summary>
    public Party? Turn { get; init; }

    /// <summary>The situation of an actor before a transfer.</summary>
    public static Situation Of(Transfer transfer, Handling handling, Actor actor, DateTimeOffset now) => new()
    {
        State = transfer.State,
        Caller = CallerOf(transfer, handling, actor),
        OnlyViews = !actor.MayResolve,
        HasPayload = transfer.PayloadExpiresAt is not null,
        IsUnderWay = transfer.State is DeliveryState.Parked or DeliveryState.Retrying
            && (transfer.DueAt <= now || handling.Last is { Action: AuditActions.Retry, Outcome: AuditOutcome.Begun } last && now - last.At < Beginning),
        IsEscalated = handling.Escalated is not null,
        Taken = handling.Taken?.Id,
        Turn = handling.Turn,
    };

    private static Who CallerOf(Transfer transfer, Handling handling, Actor actor)
    {
        var caller = transfer.PartsOf(actor.Institution).Aggregate(Who.None, (all, part) => all | part switch
        {
            Party.Sender => Who.Sender,
            Party.Recipient => Who.Recipient,
            _ => Who.Operator,
        });
        if (caller.HasFlag(Who.Operator) && (handling.Escalated is not null || ProblemCatalogue.Find(transfer.Code ?? "")?.WhoCanFix == "operator"))
        {
            caller |= Who.AskedOperator;
        }

        return actor.Institution is not null && actor.Institution == transfer.Home ? caller | Who.Home : caller;
    }
}
