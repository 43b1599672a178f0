using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Left out: active.</summary>
[JsonConverter(typeof(KebabCaseConverter<OfferingStatus>))]
public enum OfferingStatus
{
    Active,
    Cancelled,
    Archived,
}
