using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>What it is.</summary>
[JsonConverter(typeof(KebabCaseConverter<AssessmentItemKind>))]
public enum AssessmentItemKind
{
    IndependentWork,
    Exam,
    TeachingParticipation,
}
