using System.Collections.Frozen;
using static CrossStudyBroker.Broker.Tracking.DeliveryState;

namespace CrossStudyBroker.Broker.Tracking;

/// <summary>
/// The one table of allowed transitions (DESIGN section 4). Everything that is not in it is ignored, so a late or
/// repeated event never moves a delivery backwards.
/// </summary>
public static class DeliveryStates
{
    /// <summary>From each state, the states that may follow. States without a row are final.</summary>
    public static FrozenDictionary<DeliveryState, DeliveryState[]> Allowed { get; } = new Dictionary<DeliveryState, DeliveryState[]>
    {
        [Queued] = [Delivered, Processed, Refused, Retrying, Parked, Held, Superseded, Expired],
        [Delivered] = [Processed, Refused],
        [Retrying] = [Queued, Delivered, Processed, Refused, Parked, Held, Superseded, Expired, Returned, ResolvedElsewhere, Discarded],
        [Held] = [Queued, Delivered, Processed, Refused, Parked, Superseded, Expired, Returned, ResolvedElsewhere, Discarded],
        [Parked] = [Queued, Delivered, Processed, Refused, Held, Superseded, Expired, Returned, ResolvedElsewhere, Discarded],
    }.ToFrozenDictionary();

    /// <summary>True if a delivery in <paramref name="from"/> may become <paramref name="to"/>.</summary>
    public static bool MayBecome(DeliveryState from, DeliveryState to) =>
        Allowed.TryGetValue(from, out var next) && next.Contains(to);

    /// <summary>True if nothing can follow.</summary>
    public static bool IsFinal(DeliveryState state) => !Allowed.ContainsKey(state);
}
