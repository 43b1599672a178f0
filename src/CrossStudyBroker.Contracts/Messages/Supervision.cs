using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Supervision and check of identity during assessment.</summary>
[JsonConverter(typeof(KebabCaseConverter<Supervision>))]
public enum Supervision
{
    UnsupervisedNoIdentityCheck,
    SupervisedNoIdentityCheck,
    SupervisedIdentityCheck,
}
