using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Broker.Vault;
using CrossStudyBroker.Contracts.Problems;
using Microsoft.Extensions.Logging;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>What a recipient's own client rejected, or nobody fetched in time, is parked with the right code; its payload moves to the vault.</summary>
internal sealed partial class DeadLetters(TrackerWriter tracker, PayloadVault vault, TimeProvider time, ILogger<DeadLetters> logger)
{
    /// <summary>Parks one dead letter; ends when that is stored.</summary>
    public Task HandleAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        if (message.DeliveryId is not { } deliveryId)
        {
            Unknown(message.Dead?.Queue);
            return Task.CompletedTask;
        }

        return tracker.WriteAsync(
            [
                new DeliveryChange
                {
                    DeliveryId = deliveryId,
                    State = DeliveryState.Parked,
                    At = time.GetUtcNow(),
                    By = "broker",
                    Code = message.Dead?.Reason == DeadLetter.Expired ? ProblemCodes.ExpiredInQueue : ProblemCodes.RecipientRejected,
                    Payload = vault.Seal(deliveryId, message.Body.Span),
                },
            ],
            cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "A message without a delivery id was dead-lettered from {Queue} and is gone: it never came from the broker")]
    private partial void Unknown(string? queue);
}
