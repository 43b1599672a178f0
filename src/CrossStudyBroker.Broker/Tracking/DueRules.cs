using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Broker.Tracking;

/// <summary>What becomes of a delivery whose moment has come.</summary>
internal static class DueRules
{
    /// <summary>Its next state.</summary>
    /// <param name="state">Its state now.</param>
    /// <param name="isBehind">An earlier one of its order waits.</param>
    /// <param name="hasPayload">Its payload is in the vault.</param>
    public static DeliveryState Next(DeliveryState state, bool isBehind, bool hasPayload) => state switch
    {
        _ when !hasPayload => DeliveryState.Parked, // nothing to hand over
        DeliveryState.Queued or DeliveryState.Held or DeliveryState.Retrying or DeliveryState.Parked => isBehind ? DeliveryState.Held : DeliveryState.Queued,
        _ => state,
    };

    /// <summary>The change to it.</summary>
    public static DeliveryChange ToChange(Guid deliveryId, DeliveryState next, DateTimeOffset now) => new()
    {
        DeliveryId = deliveryId,
        State = next,
        At = now,
        By = "broker",
        Code = next == DeliveryState.Parked ? ProblemCodes.PayloadNotKept : null,
    };
}
