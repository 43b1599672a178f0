using System.Net.Mime;
using MassTransit;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>
/// MassTransit's serializer here: it serializes nothing. Bytes go out as given, without envelope, and whatever comes in, of any
/// content type or none, becomes a <see cref="RawMessage"/>. So no message can fail before its handler sees it,
/// and none ends in MassTransit's <c>_error</c> or <c>_skipped</c> queues, where payloads would lie about.
/// </summary>
internal sealed class RawFormat : ISerializerFactory, IMessageSerializer, IMessageDeserializer
{
    public ContentType ContentType { get; } = new(RawMessage.CloudEvent);

    public IMessageSerializer CreateSerializer() => this;

    public IMessageDeserializer CreateDeserializer() => this;

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class =>
        context.Message is RawMessage message
            ? new RawBody(message.Body)
            : throw new NotSupportedException($"Only {nameof(RawMessage)} is sent; a {typeof(T).Name} is not.");

    public ConsumeContext Deserialize(ReceiveContext receiveContext) =>
        new MassTransit.Serialization.BodyConsumeContext(receiveContext, new RawContext(this, receiveContext.Body, receiveContext.InputAddress));

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) => new RawContext(this, body, destinationAddress);

    public MessageBody GetMessageBody(string text) => new StringMessageBody(text);

    public void Probe(ProbeContext context) => context.CreateScope("raw").Add("contentType", ContentType.MediaType);
}
