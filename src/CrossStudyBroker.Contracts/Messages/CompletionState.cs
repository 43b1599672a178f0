using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>State of the completion.</summary>
[JsonConverter(typeof(KebabCaseConverter<CompletionState>))]
public enum CompletionState
{
    Accepted,
    Unfinished,
    AttemptAbandoned,
    NotParticipated,
}
