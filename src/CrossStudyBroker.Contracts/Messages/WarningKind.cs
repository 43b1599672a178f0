using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>not-eligible: the student may not take cross-studies; other: see the description.</summary>
[JsonConverter(typeof(KebabCaseConverter<WarningKind>))]
public enum WarningKind
{
    NotEligible,
    Other,
}
