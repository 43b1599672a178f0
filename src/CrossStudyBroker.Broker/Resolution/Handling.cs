using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Broker.Resolution;

/// <summary>How people stand with a transfer: whose turn it is, who sees to it, whether the operator was asked. It follows from what they did.</summary>
public sealed record Handling
{
    /// <summary>Whose turn it is; null while the broker itself is at work, and when nothing is left to do.</summary>
    public Party? Turn { get; init; }

    /// <summary>Who sees to it, if somebody said so.</summary>
    public AuditEntry? Taken { get; init; }

    /// <summary>The home's question to the operator (R25), while it is open.</summary>
    public AuditEntry? Escalated { get; init; }

    /// <summary>What was done last, notes left out.</summary>
    public AuditEntry? Last { get; init; }

    /// <summary>Reads it from what was done, in order. Who took or was given a transfer keeps it while it fails with the same code.</summary>
    public static Handling Of(Transfer transfer, IReadOnlyList<AuditEntry> done)
    {
        if (!DeliveryTransitions.Waits(transfer.State))
        {
            return new Handling { Turn = DerivedTurn(transfer), Last = LastOf(done) };
        }

        AuditEntry? taken = null, escalated = null, given = null;
        foreach (var entry in done)
        {
            (taken, escalated, given) = entry.Action switch
            {
                _ when entry.To is null => (taken, escalated, given),
                AuditActions.Take => (entry, escalated, entry),
                AuditActions.Escalate => (null, entry, entry),
                _ => (null, entry.As == Party.Operator ? null : escalated, entry),
            };
        }

        return new Handling
        {
            Turn = IsOfNow(given) ? given?.To : escalated is null ? DerivedTurn(transfer) : Party.Operator,
            Taken = IsOfNow(taken) ? taken : null,
            Escalated = escalated,
            Last = LastOf(done),
        };

        bool IsOfNow(AuditEntry? entry) => entry is not null && entry.Code == transfer.Code;
    }

    /// <summary>Of a failure it is the turn of whoever can mend it; of what came back or was refused, the sender's, until it sent anew with success.</summary>
    private static Party? DerivedTurn(Transfer transfer) => transfer.State switch
    {
        DeliveryState.Parked => ProblemCatalogue.Find(transfer.Code ?? "")?.WhoCanFix switch
        {
            "sender" => Party.Sender,
            "operator" => Party.Operator,
            _ => Party.Recipient, // where it failed
        },
        DeliveryState.Refused or DeliveryState.Returned or DeliveryState.Expired when !transfer.ReplacedBy.Any(later => later.HasSucceeded) => Party.Sender,
        _ => null,
    };

    private static AuditEntry? LastOf(IReadOnlyList<AuditEntry> done) => done.LastOrDefault(entry => entry.Action != AuditActions.Note);
}
