using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Of a failure: temporary is tried again, permanent is not.</summary>
[JsonConverter(typeof(KebabCaseConverter<FailureCategory>))]
public enum FailureCategory
{
    Temporary,
    Permanent,
}
