using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Broker.Flow;

/// <summary>States as they are counted: those of deliveries by their number, and messages that the broker refused, which never became one.</summary>
internal static class CountedStates
{
    /// <summary>Refused by the broker when it was taken in.</summary>
    public const short RefusedAtIntake = 61;

    /// <summary>True if nothing is tried any more in this state.</summary>
    public static bool IsFinal(short state) => state == RefusedAtIntake || DeliveryStates.IsFinal((DeliveryState)state);
}
