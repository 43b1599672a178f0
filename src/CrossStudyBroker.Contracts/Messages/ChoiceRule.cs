using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>choose-one: one must be chosen; choose-many: any number may be.</summary>
[JsonConverter(typeof(KebabCaseConverter<ChoiceRule>))]
public enum ChoiceRule
{
    ChooseOne,
    ChooseMany,
}
