using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>
/// eqf: European Qualifications Framework; qf-ehea: cycles of the European Higher Education Area; national: the national framework.
/// </summary>
[JsonConverter(typeof(KebabCaseConverter<LevelFramework>))]
public enum LevelFramework
{
    Eqf,
    QfEhea,
    National,
}
