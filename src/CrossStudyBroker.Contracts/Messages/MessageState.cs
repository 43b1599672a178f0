using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>
/// accepted and refused tell of the message; refused with a deliveryId and all others of a delivery (and of the message when it has no
/// delivery).
/// </summary>
[JsonConverter(typeof(KebabCaseConverter<MessageState>))]
public enum MessageState
{
    Accepted,
    Refused,
    Queued,
    Delivered,
    Processed,
    Retrying,
    Parked,
    Held,
    Returned,
    ResolvedElsewhere,
    Discarded,
    Expired,
    Superseded,
}
