using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Broker.Flow;

/// <summary>Which stages a change of state reaches.</summary>
internal static class FlowStages
{
    /// <summary>From one counted state (null: new) to another (null: swept).</summary>
    public static IEnumerable<FlowStage> Of(short? before, short? after)
    {
        if (after is not { } state || before == after)
        {
            yield break;
        }

        if (before is null)
        {
            yield return FlowStage.Arrived;
        }

        if (state == (short)DeliveryState.Delivered || (state == (short)DeliveryState.Processed && before != (short)DeliveryState.Delivered))
        {
            yield return FlowStage.Delivered;
        }

        if (state == (short)DeliveryState.Processed)
        {
            yield return FlowStage.Processed;
        }

        if (IsFailure(state) && !(before is { } was && IsFailure(was)))
        {
            yield return FlowStage.Failed;
        }
    }

    private static bool IsFailure(short state) => state == CountedStates.RefusedAtIntake
        || (DeliveryState)state is DeliveryState.Parked or DeliveryState.Refused or DeliveryState.Returned or DeliveryState.Expired;
}
