using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>partly: see completions.</summary>
[JsonConverter(typeof(KebabCaseConverter<CompletionOutcome>))]
public enum CompletionOutcome
{
    Recorded,
    Partly,
    Refused,
}
