using System.Text.Json;

namespace CrossStudyBroker.Broker.Tracking;

/// <summary>Why a payload was erased, as the ledger has it: the state that its delivery got.</summary>
internal static class ErasureReasons
{
    private static readonly Dictionary<DeliveryState, string> Names =
        Enum.GetValues<DeliveryState>().ToDictionary(state => state, state => JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString()));

    /// <summary>The reasons of <see cref="DeliveryTransitions.Erasing"/>, in its order.</summary>
    public static string[] OfErasingStates { get; } = [.. DeliveryTransitions.Erasing.Select(state => Of((DeliveryState)state))];

    /// <summary>The reason.</summary>
    public static string Of(DeliveryState state) => Names[state];
}
