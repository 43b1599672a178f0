using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>What it is.</summary>
[JsonConverter(typeof(KebabCaseConverter<CompletedPartKind>))]
public enum CompletedPartKind
{
    CourseUnit,
    Realisation,
    AssessmentItem,
    CompletionOption,
    StudyModule,
    Degree,
}
