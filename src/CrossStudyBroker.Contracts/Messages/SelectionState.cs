using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>not-enrolled: never reached the register; aborted: ended by the one named in abortedBy.</summary>
[JsonConverter(typeof(KebabCaseConverter<SelectionState>))]
public enum SelectionState
{
    Accepted,
    Rejected,
    Pending,
    Aborted,
    NotEnrolled,
}
