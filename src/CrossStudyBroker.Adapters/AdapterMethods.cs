using System.Collections.Frozen;
using System.Text.Json;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.Adapters;

/// <summary>Which method of an adapter takes which type of message.</summary>
internal static class AdapterMethods
{
    private static readonly FrozenDictionary<string, Binder> Binders = new Dictionary<string, Binder>
    {
        [MessageType.EnrolmentRequested] = To<EnrolmentRequested>((sis, d, ct) => sis.EnrolmentRequestedAsync(d, ct)),
        [MessageType.EnrolmentCancelled] = To<EnrolmentCancelled>((sis, d, ct) => sis.EnrolmentCancelledAsync(d, ct)),
        [MessageType.EnrolmentReceived] = To<EnrolmentReceived>((sis, d, ct) => sis.EnrolmentReceivedAsync(d, ct)),
        [MessageType.EnrolmentDecided] = To<EnrolmentDecided>((sis, d, ct) => sis.EnrolmentDecidedAsync(d, ct)),
        [MessageType.StudyRightChanged] = To<StudyRightChanged>((sis, d, ct) => sis.StudyRightChangedAsync(d, ct)),
        [MessageType.StudyRightAnswered] = To<StudyRightAnswered>((sis, d, ct) => sis.StudyRightAnsweredAsync(d, ct)),
        [MessageType.PersonalDataChanged] = To<PersonalDataChanged>((sis, d, ct) => sis.PersonalDataChangedAsync(d, ct)),
        [MessageType.PersonalDataAnswered] = To<PersonalDataAnswered>((sis, d, ct) => sis.PersonalDataAnsweredAsync(d, ct)),
        [MessageType.CompletionRecorded] = To<CompletionRecorded>((sis, d, ct) => sis.CompletionRecordedAsync(d, ct)),
        [MessageType.CompletionAnswered] = To<CompletionAnswered>((sis, d, ct) => sis.CompletionAnsweredAsync(d, ct)),
        [MessageType.OfferingPublished] = To<OfferingPublished>((sis, d, ct) => sis.OfferingPublishedAsync(d, ct)),
        [MessageType.OfferingWithdrawn] = To<OfferingWithdrawn>((sis, d, ct) => sis.OfferingWithdrawnAsync(d, ct)),
        [MessageType.NetworkChanged] = To<NetworkChanged>((sis, d, ct) => sis.NetworkChangedAsync(d, ct)),
        [MessageType.MessageStatus] = To<MessageStatus>((sis, d, ct) => sis.StatusChangedAsync(d, ct)),
    }.ToFrozenDictionary();

    private delegate BoundCall Binder(ISisAdapter adapter, JsonElement message, Guid deliveryId, string recipient);

    /// <summary>The call that hands a message to an adapter, with the payload already read; null for a type that no method takes.</summary>
    /// <exception cref="JsonException">It is no message of that type.</exception>
    public static BoundCall? Bind(ISisAdapter adapter, JsonElement message, Guid deliveryId, string recipient) =>
        Text(message, "type") is { } type && Binders.TryGetValue(type, out var bind) ? bind(adapter, message, deliveryId, recipient) : null;

    /// <summary>True if an adapter's class has the method itself, and does not leave it to the interface.</summary>
    public static bool HasOwn(Type adapter, string method)
    {
        var map = adapter.GetInterfaceMap(typeof(ISisAdapter));
        return map.TargetMethods[Array.FindIndex(map.InterfaceMethods, candidate => candidate.Name == method)].DeclaringType != typeof(ISisAdapter);
    }

    private static Binder To<T>(Func<ISisAdapter, Delivery<T>, CancellationToken, Task<Outcome>> method)
        where T : class =>
        (adapter, message, deliveryId, recipient) =>
        {
            var delivery = Read<T>(message, deliveryId, recipient);
            return new(delivery.Type, Text(message, "traceparent"), cancellationToken => method(adapter, delivery, cancellationToken));
        };

    private static Delivery<T> Read<T>(JsonElement message, Guid deliveryId, string recipient)
        where T : class => new()
        {
            DeliveryId = deliveryId,
            MessageId = Needed(message, "id"),
            Type = Needed(message, "type"),
            Sender = Needed(message, "source").Split('/')[^1],
            Recipient = recipient,
            Network = Text(message, "network"),
            CaseId = Text(message, "caseid"),
            InReplyTo = Text(message, "inreplyto"),
            Time = Property(message, "time") is { ValueKind: JsonValueKind.String } time ? JsonMoments.Moment(time) : throw new JsonException("time"),
            Data = Property(message, "data").Deserialize(typeof(T), MessageJson.Default) as T ?? throw new JsonException("data"),
        };

    private static string Needed(JsonElement message, string name) => Text(message, name) ?? throw new JsonException(name);

    private static string? Text(JsonElement message, string name) =>
        Property(message, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static JsonElement Property(JsonElement message, string name) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty(name, out var value) ? value : default;

    internal sealed record BoundCall(string Type, string? TraceParent, Func<CancellationToken, Task<Outcome>> InvokeAsync);
}
