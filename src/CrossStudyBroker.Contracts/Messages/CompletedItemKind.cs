using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>What it is.</summary>
[JsonConverter(typeof(KebabCaseConverter<CompletedItemKind>))]
public enum CompletedItemKind
{
    CourseUnit,
    Realisation,
    AssessmentItem,
    StudyModule,
    Degree,
}
