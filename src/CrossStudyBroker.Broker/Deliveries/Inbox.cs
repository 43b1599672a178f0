using System.Diagnostics;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Contacts;
using CrossStudyBroker.Broker.Observability;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Broker.Vault;
using CrossStudyBroker.Contracts.Problems;
using Microsoft.Extensions.Logging;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>
/// Step 7, receive: hands each delivery of one institution to its hosted adapter and writes the outcome to the tracker before the
/// message is acknowledged. Messages of one case, and of one student, are handed over in order; nobody else waits for them.
/// </summary>
internal sealed partial class Inbox(
    string institution,
    AdapterCaller adapter,
    RecipientGate gate,
    Admissions admissions,
    TrackerWriter tracker,
    PayloadVault vault,
    ContactBook contacts,
    RetryOptions retries,
    TimeProvider time,
    ILogger<Inbox> logger)
{
    private readonly KeyedOrder _order = new();

    /// <summary>Takes one message; ends when its outcome is stored.</summary>
    public async Task HandleAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        using var read = InboxMessage.Read(message.Body);
        await _order.RunAsync(read.OrderKeys, () => ReceiveAsync(message, read, cancellationToken));
    }

    private async Task ReceiveAsync(InboundMessage message, InboxMessage read, CancellationToken cancellationToken)
    {
        if (message.DeliveryId is not { } deliveryId)
        {
            Foreign(institution);
            throw new RejectedException(); // only the broker writes to this queue; what has no delivery id is not from it
        }

        var admission = admissions.TakeExpected(deliveryId) ?? await admissions.AskAsync(deliveryId, cancellationToken);
        if (admission is { State: not DeliveryState.Queued })
        {
            return; // done with, called off, or waiting in the vault: a copy that came twice
        }

        var now = new DeliveryChange { DeliveryId = deliveryId, State = DeliveryState.Held, At = time.GetUtcNow(), By = "broker" };
        var change = read.Expires <= now.At ? now with { State = DeliveryState.Expired, Code = ProblemCodes.MessageExpired }
            : admission is { IsBehind: true } ? now
            : await DeliverAsync(deliveryId, message, read, admission, cancellationToken);
        read.Dispose(); // as early as can be: what it was read into can serve others
        if (DeliveryTransitions.Waits(change.State) && admission is not { IsKept: true })
        {
            change = change with { Payload = vault.Seal(deliveryId, message.Body.Span, admission?.Network) };
        }

        await tracker.WriteAsync(change, cancellationToken);
    }

    private async Task<DeliveryChange> DeliverAsync(Guid deliveryId, InboundMessage message, InboxMessage read, Admission? admission, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.StartAdapter(message.TraceParent, deliveryId, institution);
        var outcome = await CallAsync(deliveryId, read, cancellationToken);
        activity?.SetTag("csb.outcome", outcome.Kind.ToString());
        activity?.SetStatus(outcome.Code is null ? ActivityStatusCode.Ok : ActivityStatusCode.Error, outcome.Code);
        return ToChange(deliveryId, outcome, admission);
    }

    /// <summary>Calls the adapter once it may be called; while its circuit is open, waits for it as long as the patience lasts.</summary>
    private async Task<Outcome> CallAsync(Guid deliveryId, InboxMessage read, CancellationToken cancellationToken)
    {
        for (var since = time.GetTimestamp(); ;)
        {
            var left = retries.Patience - time.GetElapsedTime(since);
            if (!await gate.EnterAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken))
            {
                return Outcome.NotCalled(retryAfter: null);
            }

            Outcome? outcome = null;
            try
            {
                var started = time.GetTimestamp();
                outcome = await adapter.CallAsync(deliveryId, read.Message, cancellationToken);
                if (outcome.WasCalled)
                {
                    Telemetry.AdapterTook(time.GetElapsedTime(started), institution, outcome.Kind.ToString());
                    if (!outcome.IsTemporary)
                    {
                        contacts.Answered(institution);
                    }

                    return outcome;
                }

                var closed = outcome.RetryAfter ?? retries.FirstDelay;
                gate.Close(closed);
                contacts.Broke(institution, closed);
            }
            finally
            {
                gate.Leave(wasWell: outcome is { WasCalled: true, IsTemporary: false });
            }
        }
    }

    private DeliveryChange ToChange(Guid deliveryId, Outcome outcome, Admission? admission)
    {
        var now = time.GetUtcNow();
        var change = new DeliveryChange
        {
            DeliveryId = deliveryId,
            At = now,
            By = "adapter",
            Code = outcome.Code,
            Attempts = (admission?.Attempts ?? 0) + 1,
            State = outcome.Kind switch
            {
                OutcomeKind.Delivered => DeliveryState.Delivered,
                OutcomeKind.Processed => DeliveryState.Processed,
                OutcomeKind.Refused => DeliveryState.Refused,
                _ => DeliveryState.Parked,
            },
        };
        if (outcome.IsTemporary)
        {
            change = RetryRules.AfterFailure(change with { DueAt = now + outcome.RetryAfter }, admission, outcome.WasCalled, retries, Random.Shared.NextDouble());
        }

        if (DeliveryTransitions.Waits(change.State))
        {
            Failed(deliveryId, institution, outcome.Code!, change.State, change.DueAt); // a failure has a code
        }

        return change;
    }

    [LoggerMessage(LogLevel.Error, "Something that is not a delivery lay in the inbox of {Institution}; it was dead-lettered. Check who may write there (crossstudy topology)")]
    private partial void Foreign(string institution);

    [LoggerMessage(LogLevel.Warning, "Delivery {DeliveryId} to {Institution} failed with {Code} and is {State}; next attempt: {DueAt}")]
    private partial void Failed(Guid deliveryId, string institution, string code, DeliveryState state, DateTimeOffset? dueAt);
}
