using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>registered: at least one selection is accepted, pending or otherwise taken in; rejected: none is.</summary>
[JsonConverter(typeof(KebabCaseConverter<EnrolmentOutcome>))]
public enum EnrolmentOutcome
{
    Registered,
    Rejected,
}
