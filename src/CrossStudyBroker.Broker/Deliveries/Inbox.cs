using System.Diagnostics;
using System.Text.Json;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Observability;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Broker.Vault;
using Microsoft.Extensions.Logging;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>
/// Step 7, receive: hands each delivery of one institution to its hosted adapter and writes the outcome to the tracker before the
/// message is acknowledged. Messages of one case, and of one student, are handed over in order; nobody else waits for them.
/// </summary>
internal sealed partial class Inbox(string institution, AdapterCaller adapter, TrackerWriter tracker, PayloadVault vault, TimeProvider time, ILogger<Inbox> logger)
{
    private readonly KeyedOrder _order = new();

    /// <summary>Takes one message; ends when its outcome is stored.</summary>
    public Task HandleAsync(InboundMessage message, CancellationToken cancellationToken) =>
        _order.RunAsync(OrderKeys(message.Body), () => DeliverAsync(message, cancellationToken));

    private async Task DeliverAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        if (message.DeliveryId is not { } deliveryId)
        {
            Foreign(institution);
            throw new RejectedException(); // only the broker writes to this queue; what has no delivery id is not from it
        }

        using var activity = Telemetry.StartAdapter(message.TraceParent, deliveryId, institution);
        var started = time.GetTimestamp();
        var outcome = await adapter.CallAsync(deliveryId, message.Body, cancellationToken);
        Telemetry.AdapterTook(time.GetElapsedTime(started), institution, outcome.Kind.ToString());
        activity?.SetTag("csb.outcome", outcome.Kind.ToString());
        activity?.SetStatus(outcome.Code is null ? ActivityStatusCode.Ok : ActivityStatusCode.Error, outcome.Code);
        if (outcome.Kind is OutcomeKind.FailedTemporarily or OutcomeKind.FailedPermanently)
        {
            Failed(deliveryId, institution, outcome.Code!); // a failure has a code
        }

        await tracker.WriteAsync([ToChange(deliveryId, outcome, message)], cancellationToken);
    }

    private DeliveryChange ToChange(Guid deliveryId, Outcome outcome, InboundMessage message)
    {
        var state = outcome.Kind switch
        {
            OutcomeKind.Delivered => DeliveryState.Delivered,
            OutcomeKind.Processed => DeliveryState.Processed,
            OutcomeKind.Refused => DeliveryState.Refused,
            _ => DeliveryState.Parked,
        };
        return new DeliveryChange
        {
            DeliveryId = deliveryId,
            State = state,
            At = time.GetUtcNow(),
            By = "adapter",
            Code = outcome.Code,
            Attempts = message.Redeliveries + 1,
            Payload = state == DeliveryState.Parked ? vault.Seal(deliveryId, message.Body.Span) : null,
        };
    }

    /// <summary>The case and the student of a message, as keys that live only in this process's memory.</summary>
    private static List<string> OrderKeys(ReadOnlyMemory<byte> body)
    {
        var keys = new List<string>();
        using var document = JsonDocument.Parse(body);
        if (document.RootElement.TryGetProperty("caseid", out var caseId))
        {
            keys.Add("case " + caseId.GetString());
        }

        if (document.RootElement.TryGetProperty("data", out var data) && data.TryGetProperty("student", out var student))
        {
            keys.AddRange(new[] { "learnerNumber", "personalIdentityCode" }
                .Where(field => student.TryGetProperty(field, out _))
                .Select(field => $"{field} {student.GetProperty(field).GetString()}"));
        }

        return keys;
    }

    [LoggerMessage(LogLevel.Error, "Something that is not a delivery lay in the inbox of {Institution}; it was dead-lettered. Check who may write there (crossstudy topology)")]
    private partial void Foreign(string institution);

    [LoggerMessage(LogLevel.Warning, "Delivery {DeliveryId} to {Institution} failed with {Code} and is parked")]
    private partial void Failed(Guid deliveryId, string institution, string code);
}
