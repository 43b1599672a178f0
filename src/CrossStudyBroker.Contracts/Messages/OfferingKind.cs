using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>What it is.</summary>
[JsonConverter(typeof(KebabCaseConverter<OfferingKind>))]
public enum OfferingKind
{
    CourseUnit,
    StudyModule,
    Realisation,
}
