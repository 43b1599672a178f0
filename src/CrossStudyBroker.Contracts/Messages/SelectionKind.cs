using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>What is asked for.</summary>
[JsonConverter(typeof(KebabCaseConverter<SelectionKind>))]
public enum SelectionKind
{
    CourseUnit,
    Realisation,
}
