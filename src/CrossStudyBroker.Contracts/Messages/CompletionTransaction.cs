using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>
/// new; replacement: a new completion that takes the place of an earlier one; correction of this completion; removal of this completion
/// (R21).
/// </summary>
[JsonConverter(typeof(KebabCaseConverter<CompletionTransaction>))]
public enum CompletionTransaction
{
    New,
    Replacement,
    Correction,
    Removal,
}
