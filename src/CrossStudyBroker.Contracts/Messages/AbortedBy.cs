using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Who ended it.</summary>
[JsonConverter(typeof(KebabCaseConverter<AbortedBy>))]
public enum AbortedBy
{
    Student,
    Teacher,
}
