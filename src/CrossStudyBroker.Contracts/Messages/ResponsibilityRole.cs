using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>main: the one that arranges; other: takes part.</summary>
[JsonConverter(typeof(KebabCaseConverter<ResponsibilityRole>))]
public enum ResponsibilityRole
{
    Main,
    Other,
}
