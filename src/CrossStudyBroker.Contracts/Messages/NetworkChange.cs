using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>What happened.</summary>
[JsonConverter(typeof(KebabCaseConverter<NetworkChange>))]
public enum NetworkChange
{
    Created,
    Changed,
    Ended,
}
