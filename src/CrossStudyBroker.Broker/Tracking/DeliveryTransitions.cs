namespace CrossStudyBroker.Broker.Tracking;

/// <summary>The table of <see cref="DeliveryStates"/> in the forms that statements can take.</summary>
internal static class DeliveryTransitions
{
    /// <summary>Each allowed transition as one number: state before × 100 + state after.</summary>
    public static int[] Allowed { get; } =
        [.. DeliveryStates.Allowed.SelectMany(row => row.Value, (row, to) => ((int)row.Key * 100) + (int)to)];

    /// <summary>States in which the broker no longer needs the payload: the recipient has it, or nothing can follow.</summary>
    public static short[] Erasing { get; } = [.. Enum.GetValues<DeliveryState>().Where(ErasesPayload).Select(state => (short)state)];

    /// <summary>States in which a delivery waits, and later ones of its order wait behind it.</summary>
    public static short[] Waiting { get; } = [(short)DeliveryState.Held, (short)DeliveryState.Retrying, (short)DeliveryState.Parked];

    /// <summary>True for <see cref="Waiting"/>.</summary>
    public static bool Waits(DeliveryState state) => state is DeliveryState.Held or DeliveryState.Retrying or DeliveryState.Parked;

    /// <summary>True if a stored payload is erased when a delivery gets this state.</summary>
    public static bool ErasesPayload(DeliveryState state) => state == DeliveryState.Delivered || DeliveryStates.IsFinal(state);
}
