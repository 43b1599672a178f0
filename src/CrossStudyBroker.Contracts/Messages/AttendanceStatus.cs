using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>
/// present; absent; absent-excused is an absence on legal grounds that does not use up study time; not-registered when the student has
/// not said.
/// </summary>
[JsonConverter(typeof(KebabCaseConverter<AttendanceStatus>))]
public enum AttendanceStatus
{
    Present,
    Absent,
    AbsentExcused,
    NotRegistered,
}
