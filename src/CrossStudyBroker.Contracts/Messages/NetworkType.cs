using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>curriculum-level: the offering is part of the members' curricula; freedom-of-choice: students choose freely.</summary>
[JsonConverter(typeof(KebabCaseConverter<NetworkType>))]
public enum NetworkType
{
    CurriculumLevel,
    FreedomOfChoice,
}
