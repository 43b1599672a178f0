using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Study module: all of its parts, a number of them (amount), or a number of credits.</summary>
[JsonConverter(typeof(KebabCaseConverter<Optionality>))]
public enum Optionality
{
    All,
    Amount,
    Credits,
}
