using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Form of participation.</summary>
[JsonConverter(typeof(KebabCaseConverter<ParticipationForm>))]
public enum ParticipationForm
{
    Online,
    Onsite,
    Blended,
}
