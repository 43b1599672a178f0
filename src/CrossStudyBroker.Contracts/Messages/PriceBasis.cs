using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>What the price is counted by.</summary>
[JsonConverter(typeof(KebabCaseConverter<PriceBasis>))]
public enum PriceBasis
{
    EuroPerCredit,
    Other,
}
