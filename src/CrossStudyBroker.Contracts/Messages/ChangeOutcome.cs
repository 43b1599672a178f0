using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>What the target did.</summary>
[JsonConverter(typeof(KebabCaseConverter<ChangeOutcome>))]
public enum ChangeOutcome
{
    Updated,
    Refused,
}
