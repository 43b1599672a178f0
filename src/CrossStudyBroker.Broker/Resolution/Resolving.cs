using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Identities;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Broker.Resolution;

/// <summary>
/// Lets people and programs resolve failed transfers: 1 read how it stands, 2 decide by <see cref="ResolutionRules"/>, 3 write the audit, 4 do
/// it, 5 write what became of it. The audit's steps and the delivery's state let one of two win who act at once; the other learns who and when.
/// </summary>
public sealed class Resolving
{
    private readonly TransferReader _transfers;
    private readonly AuditLog _audit;
    private readonly ITrackerStore _store;
    private readonly Action<IReadOnlyList<DeliveryChanged>> _tell;
    private readonly TimeProvider _time;

    internal Resolving(ITrackerDatabase database, AuditLog audit, ITrackerStore store, Action<IReadOnlyList<DeliveryChanged>> tell, TimeProvider time)
    {
        _transfers = new TransferReader(database);
        (_audit, _store, _tell, _time) = (audit, store, tell, time);
    }

    /// <summary>A transfer as the actor sees it; null if there is none, or it has no part in it.</summary>
    public async Task<TransferView?> FindAsync(Guid deliveryId, Actor actor, CancellationToken cancellationToken) =>
        await _transfers.FindAsync(deliveryId, actor.Institution, cancellationToken) is { } transfer
            ? ToView(transfer, await _audit.OfDeliveriesAsync([deliveryId], cancellationToken), actor)
            : null;

    /// <summary>A case as the actor sees it; null if there is none, or it has no part in it.</summary>
    public async Task<CaseView?> FindCaseAsync(string caseId, Actor actor, CancellationToken cancellationToken)
    {
        var found = await _transfers.OfCaseAsync(caseId, actor.Institution, CaseView.Most, cancellationToken);
        var done = (await _audit.OfDeliveriesAsync(found.Select(transfer => transfer.DeliveryId).ToList(), cancellationToken)).ToLookup(entry => entry.DeliveryId);
        var views = found.Take(CaseView.Most).Select(transfer => ToView(transfer, [.. done[transfer.DeliveryId]], actor)).ToList();
        return views.Count == 0 ? null : new CaseView(views, IsComplete: found.Count <= CaseView.Most);
    }

    /// <summary>Does what is asked, if it may be done; null if there is no such transfer, or the actor has no part in it. Safe to repeat.</summary>
    public async Task<VerbResult?> ActAsync(Guid deliveryId, VerbRequest request, Actor actor, CancellationToken cancellationToken)
    {
        while (await FindAsync(deliveryId, actor, cancellationToken) is { } view) // 1
        {
            if (IsRepeat(request, view, actor, out var refusal)) // 2
            {
                return new VerbResult { View = view, IsRepeated = true };
            }

            var entry = ToEntry(request, view, actor);
            if (refusal is not null)
            {
                await _audit.AddAsync(entry with { Step = null, Note = IdentityCodesInText.Contains(request.Note) ? null : request.Note, Outcome = AuditOutcome.Refused, Refusal = refusal.Code }, cancellationToken);
                return new VerbResult { View = view, Refused = refusal };
            }

            if (await _audit.AddAsync(entry, cancellationToken) is { } id) // 3; otherwise somebody was quicker
            {
                return await CarryOutAsync(id, request, view.Transfer, actor, cancellationToken);
            }
        }

        return null;
    }

    private async Task<VerbResult?> CarryOutAsync(long id, VerbRequest request, Transfer transfer, Actor actor, CancellationToken cancellationToken)
    {
        var took = await DoAsync(request, transfer, actor, cancellationToken); // 4
        var view = await FindAsync(transfer.DeliveryId, actor, cancellationToken);
        if (took || view is null)
        {
            await _audit.EndAsync(id, AuditOutcome.Done, refusal: null, cancellationToken); // 5
            return view is null ? null : new VerbResult { View = view with { Done = [.. view.Done.Select(done => done.Id == id ? done with { Outcome = AuditOutcome.Done } : done)] } };
        }

        // The delivery went its way in between.
        var done = view.Done.Where(entry => entry.Id != id).ToList();
        view = ToView(view.Transfer, done, actor);
        var refusal = Against(request, view, actor) ?? new Refusal(ProblemCodes.DeliveryOnItsWay);
        await _audit.EndAsync(id, AuditOutcome.Refused, refusal.Code, cancellationToken);
        return new VerbResult { View = view, Refused = refusal };
    }

    /// <summary>True if it took effect.</summary>
    private async Task<bool> DoAsync(VerbRequest request, Transfer transfer, Actor actor, CancellationToken cancellationToken)
    {
        if (request.Verb == Verb.Retry)
        {
            return (await _store.MakeDueAsync([transfer.DeliveryId], _time.GetUtcNow(), cancellationToken)).Count > 0;
        }

        if (StateAfter(request.Verb) is not { } state)
        {
            return true;
        }

        var changed = await _store.ApplyAsync(
            [
                new DeliveryChange
                {
                    DeliveryId = transfer.DeliveryId,
                    State = state,
                    At = _time.GetUtcNow(),
                    By = PartOf(transfer, actor).ToString().ToLowerInvariant(),
                    Code = request.Code ?? transfer.Code,
                    Note = request.Verb == Verb.Return ? request.Note : null,
                },
            ],
            cancellationToken);
        _tell(changed); // R24
        return changed.Count > 0;
    }

    /// <summary>True if the actor did the same last, and it still holds; otherwise what stands in the way, if anything does.</summary>
    private bool IsRepeat(VerbRequest request, TransferView view, Actor actor, out Refusal? refusal)
    {
        refusal = IdentityCodesInText.Contains(request.Note) ? new Refusal(ProblemCodes.IdentityInText) : Against(request, view, actor);
        var last = request.Verb == Verb.Note ? view.Done.LastOrDefault() : view.Handling.Last;
        return last is not null && last.By.IsSameAs(actor) && last.Action == ActionOf(request.Verb) && request.Verb switch
        {
            Verb.Note => refusal is null && last.Note == request.Note,
            _ when refusal is { Code: ProblemCodes.NotPermitted or ProblemCodes.IdentityInText } => false,
            Verb.Retry => refusal is { Code: ProblemCodes.DeliveryOnItsWay } || view.Transfer.State is DeliveryState.Delivered or DeliveryState.Processed,
            Verb.Take => refusal is { Code: ProblemCodes.DeliveryTaken },
            Verb.Escalate => refusal is { Code: ProblemCodes.AlreadyEscalated },
            Verb.HandOver => last.To == request.To && view.Handling.Turn == request.To,
            _ => StateAfter(request.Verb) == view.Transfer.State,
        };
    }

    private Refusal? Against(VerbRequest request, TransferView view, Actor actor) =>
        ResolutionRules.Against(request.Verb, Situation.Of(view.Transfer, view.Handling, actor, _time.GetUtcNow()), request.To, request.InsteadOf) is { } code
            ? new Refusal(code, Because(code, view.Handling, view.Transfer, view.Done))
            : null;

    private TransferView ToView(Transfer transfer, IReadOnlyList<AuditEntry> done, Actor actor)
    {
        var handling = Handling.Of(transfer, done);
        var situation = Situation.Of(transfer, handling, actor, _time.GetUtcNow());
        return new TransferView
        {
            Transfer = transfer,
            Handling = handling,
            Done = done,
            Options = [.. Enum.GetValues<Verb>().Select(verb => new VerbOption(
                verb,
                ResolutionRules.Against(verb, situation) is { } code ? new Refusal(code, Because(code, handling, transfer, done)) : null,
                verb == Verb.HandOver ? ResolutionRules.Receivers(situation) : []))],
        };
    }

    /// <summary>Who did what stands in the way.</summary>
    private static AuditEntry? Because(string code, Handling handling, Transfer transfer, IReadOnlyList<AuditEntry> done) => code switch
    {
        ProblemCodes.DeliveryTaken => handling.Taken,
        ProblemCodes.AlreadyEscalated => handling.Escalated,
        ProblemCodes.DeliverySettled => done.LastOrDefault(entry => Enum.GetValues<Verb>().Any(verb => ActionOf(verb) == entry.Action && StateAfter(verb) == transfer.State)),
        ProblemCodes.DeliveryOnItsWay when handling.Last is { Action: AuditActions.Retry } last => last,
        ProblemCodes.TurnIsTheirs when handling.Last is { To: not null } last => last,
        _ => null,
    };

    private AuditEntry ToEntry(VerbRequest request, TransferView view, Actor actor) => new()
    {
        At = _time.GetUtcNow(),
        By = actor,
        Action = ActionOf(request.Verb),
        As = PartOf(view.Transfer, actor),
        DeliveryId = view.Transfer.DeliveryId,
        TrackingId = view.Transfer.TrackingId,
        CaseId = view.Transfer.CaseId,
        Type = view.Transfer.Type,
        Sender = view.Transfer.Sender,
        Recipient = view.Transfer.Recipient,
        Step = (view.Done.Count == 0 ? 0 : view.Done[^1].Step) + 1,
        Code = request.Code ?? view.Transfer.Code,
        Note = request.Note,
        To = request.Verb switch
        {
            Verb.Take => PartOf(view.Transfer, actor),
            Verb.Escalate => Party.Operator,
            Verb.HandOver => request.To,
            _ => null,
        },
        JobId = request.JobId,
        Outcome = request.Verb == Verb.Retry || StateAfter(request.Verb) is not null ? AuditOutcome.Begun : AuditOutcome.Done,
    };

    private static DeliveryState? StateAfter(Verb verb) => verb switch
    {
        Verb.Return => DeliveryState.Returned,
        Verb.ResolveElsewhere => DeliveryState.ResolvedElsewhere,
        Verb.Discard => DeliveryState.Discarded,
        _ => null,
    };

    private static Party PartOf(Transfer transfer, Actor actor) => transfer.PartsOf(actor.Institution)[0]; // strangers do not come this far

    private static string ActionOf(Verb verb) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(verb.ToString());
}
