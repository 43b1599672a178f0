using System.Diagnostics.CodeAnalysis;
using MassTransit;
using MassTransit.Metadata;
using MassTransit.Serialization;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>
/// What MassTransit asks about a received message: that it is a <see cref="RawMessage"/>, and nothing else. Foreign headers are
/// never read as MassTransit's own, so a header of a strange type or value does no harm.
/// </summary>
internal sealed class RawContext(RawFormat format, MessageBody body, Uri? destination) : SerializerContext
{
    public string[] SupportedMessageTypes { get; } = [MessageUrn.ForTypeString<RawMessage>()];

    public Guid? MessageId => null;
    public Guid? RequestId => null;
    public Guid? CorrelationId => null;
    public Guid? ConversationId => null;
    public Guid? InitiatorId => null;
    public DateTime? ExpirationTime => null;
    public Uri? SourceAddress => null;
    public Uri? DestinationAddress => destination;
    public Uri? ResponseAddress => null;
    public Uri? FaultAddress => null;
    public DateTime? SentTime => null;
    public Headers Headers => EmptyHeaders.Instance;
    public HostInfo Host => HostMetadataCache.Empty;

    public bool IsSupportedMessageType<T>()
        where T : class => typeof(T) == typeof(RawMessage);

    public bool IsSupportedMessageType(Type messageType) => messageType == typeof(RawMessage);

    public bool TryGetMessage<T>(out T? message)
        where T : class
    {
        message = typeof(T) == typeof(RawMessage) ? (T)(object)new RawMessage { Body = body.GetBytes() } : null;
        return message is not null;
    }

    public bool TryGetMessage(Type messageType, [NotNullWhen(true)] out object? message)
    {
        message = messageType == typeof(RawMessage) ? new RawMessage { Body = body.GetBytes() } : null;
        return message is not null;
    }

    public IMessageSerializer GetMessageSerializer() => format;

    public IMessageSerializer GetMessageSerializer<T>(MessageEnvelope envelope, T message)
        where T : class => format;

    public IMessageSerializer GetMessageSerializer(object message, string[] messageTypes) => format;

    public Dictionary<string, object> ToDictionary<T>(T? message)
        where T : class => [];

    public T? DeserializeObject<T>(object? value, T? defaultValue = null)
        where T : class => defaultValue;

    public T? DeserializeObject<T>(object? value, T? defaultValue = null)
        where T : struct => defaultValue;

    public MessageBody SerializeObject(object? value) => throw new NotSupportedException("Nothing is serialized here.");
}
