using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>
/// delivered: safely in the SIS; processed: acted upon; refused: will never be; failed: could not be now or ever, see category.
/// </summary>
[JsonConverter(typeof(KebabCaseConverter<ReceiptOutcome>))]
public enum ReceiptOutcome
{
    Delivered,
    Processed,
    Refused,
    Failed,
}
