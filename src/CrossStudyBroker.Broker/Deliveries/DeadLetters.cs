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
    /// <summary>Parks one dead letter; ends when that is stored.</summary>
    public async Task HandleAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        if (message.DeliveryId is not { } deliveryId || !IsDelivery(deliveryId, message))
        {
            Unknown(message.Dead?.Queue);
            return;
        }

        // Whoever sent a receipt of the failure before rejecting the message has said already what is to become of it; the payload was missing.
        var admission = await admissions.AskAsync(deliveryId, cancellationToken);
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
