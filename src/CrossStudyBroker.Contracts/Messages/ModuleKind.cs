using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Study module: what it is.</summary>
[JsonConverter(typeof(KebabCaseConverter<ModuleKind>))]
public enum ModuleKind
{
    BasicStudies,
    SubjectStudies,
    AdvancedStudies,
    LanguageStudies,
    Internship,
    PostgraduateStudies,
    Other,
}
