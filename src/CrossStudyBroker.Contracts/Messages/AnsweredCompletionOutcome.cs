using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>What the home did.</summary>
[JsonConverter(typeof(KebabCaseConverter<AnsweredCompletionOutcome>))]
public enum AnsweredCompletionOutcome
{
    Recorded,
    Refused,
}
