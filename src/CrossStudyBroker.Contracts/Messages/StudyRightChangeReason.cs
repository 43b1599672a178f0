using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>What changed.</summary>
[JsonConverter(typeof(KebabCaseConverter<StudyRightChangeReason>))]
public enum StudyRightChangeReason
{
    Prolonged,
    Shortened,
    Resigned,
    Graduated,
    Attendance,
    Eligibility,
    Other,
}
