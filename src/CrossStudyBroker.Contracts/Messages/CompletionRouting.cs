using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>cross-study: a completion of cross-study (default); other: a completion outside it.</summary>
[JsonConverter(typeof(KebabCaseConverter<CompletionRouting>))]
public enum CompletionRouting
{
    CrossStudy,
    Other,
}
