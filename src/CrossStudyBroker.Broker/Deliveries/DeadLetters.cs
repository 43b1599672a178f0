using System.Text.Json;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Broker.Vault;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Problems;
using Microsoft.Extensions.Logging;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>What a recipient's own client rejected, or nobody fetched in time, is parked with the right code; its payload moves to the vault.</summary>
internal sealed partial class DeadLetters(Admissions admissions, TrackerWriter tracker, PayloadVault vault, TimeProvider time, ILogger<DeadLetters> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a receipt sent before a rejection may take. A rejection without one is parked so much later; it holds up no other, they wait side by side.</summary>
    private static readonly TimeSpan ReceiptTakes = TimeSpan.FromMilliseconds(500);

    /// <summary>Parks one dead letter; ends when that is stored.</summary>
    public async Task HandleAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        if (message.DeliveryId is not { } deliveryId || !IsDelivery(deliveryId, message))
        {
            Unknown(message.Dead?.Queue);
            return;
        }

        // Whoever sent a receipt of the failure before rejecting the message has said already what is to become of it; the payload was missing.
        var admission = message.Dead?.Reason == DeadLetter.Rejected
            ? await AskAfterReceiptAsync(deliveryId, cancellationToken)
            : await admissions.AskAsync(deliveryId, cancellationToken);
        await tracker.WriteAsync(
            [
                new DeliveryChange
                {
                    DeliveryId = deliveryId,
                    State = admission is { State: DeliveryState.Retrying } ? DeliveryState.Retrying : DeliveryState.Parked,
                    At = time.GetUtcNow(),
                    By = "broker",
                    Code = message.Dead?.Reason == DeadLetter.Expired ? ProblemCodes.ExpiredInQueue : ProblemCodes.RecipientRejected,
                    Payload = vault.Seal(deliveryId, message.Body.Span, admission?.Network),
                },
            ],
            cancellationToken);
    }

    /// <summary>A receipt goes by the lane, which is the longer way: it gets a moment to arrive.</summary>
    private async Task<Admission?> AskAfterReceiptAsync(Guid deliveryId, CancellationToken cancellationToken)
    {
        var admission = await admissions.AskAsync(deliveryId, cancellationToken);
        for (var waited = TimeSpan.Zero; admission is { State: DeliveryState.Queued } && waited < ReceiptTakes; waited += Pause)
        {
            await Task.Delay(Pause, time, cancellationToken);
            admission = await admissions.AskAsync(deliveryId, cancellationToken);
        }

        return admission;
    }

    /// <summary>
    /// True if it lay in a recipient's inbox and is the delivery that it says it is. A lane's messages die here too, and whoever sends them
    /// gives them any message id; none of those may park another's delivery.
    /// </summary>
    private static bool IsDelivery(Guid deliveryId, InboundMessage message)
    {
        if (message.Dead?.Queue.Split('.') is not [_, var recipient, "in"])
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(message.Body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("source", out var source) && source.ValueKind == JsonValueKind.String
                && root.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
                && DerivedIds.Delivery(source.GetString()!.Split('/')[^1], id.GetString()!, recipient) == deliveryId; // strings are never null
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "A message was dead-lettered from {Queue} and is gone: it is no delivery of the broker")]
    private partial void Unknown(string? queue);
}
