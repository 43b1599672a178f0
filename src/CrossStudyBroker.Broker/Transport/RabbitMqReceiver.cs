using System.Text;
using MassTransit;
using MassTransit.RabbitMqTransport;
using Microsoft.Extensions.Logging;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>
/// One RabbitMQ queue's messages on their way to their handler. Delivery tags count from 1 on each channel, so they give the order back
/// that MassTransit's many readers lose. A failed message goes back to its queue after a pause, and dies there at its delivery limit.
/// </summary>
internal sealed partial class RabbitMqReceiver(QueueDefinition queue, InboundHandler handler, TransportOptions options, TimeProvider time, ILogger logger)
{
    public async Task ConsumeAsync(ConsumeContext<RawMessage> context)
    {
        var delivery = (RabbitMqBasicConsumeContext)context.ReceiveContext;
        var channel = (EndpointChannel)context.GetPayload<ChannelContext>(); // the endpoint's filter put it there
        var message = ToMessage(delivery, context);
        try
        {
            await Turn.TakeAsync(channel.Sequencer, delivery.DeliveryTag, handler, message, context.CancellationToken);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (RejectedException) when (queue.Name != QueueNames.Dead)
        {
            channel.Refuse(delivery.DeliveryTag, requeue: false);
        }
#pragma warning disable CA1031 // The edge around a handler: whatever it throws, the message goes back to its queue.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var pause = RetryDelay.After(message.Redeliveries, options);
            Failed(queue.Name, exception.GetType().Name, message.Redeliveries + 1, pause);
            await Task.Delay(pause, time, context.CancellationToken);
            channel.Refuse(delivery.DeliveryTag, requeue: true);
        }
    }

    private InboundMessage ToMessage(RabbitMqBasicConsumeContext delivery, ConsumeContext<RawMessage> context)
    {
        var properties = delivery.Properties;
        var headers = properties.Headers;
        return new InboundMessage
        {
            Queue = queue.Name,
            Body = context.Message.Body,
            ContentType = properties.ContentType,
            MessageId = properties.MessageId,
            TraceParent = Text(headers, HeaderNames.TraceParent),
            Redeliveries = Redeliveries(headers, context.ReceiveContext.Redelivered),
            Dead = ToDeadLetter(headers),
        };
    }

    private static DeadLetter? ToDeadLetter(IDictionary<string, object?>? headers)
    {
        var latest = headers is not null && headers.TryGetValue(HeaderNames.Deaths, out var deaths) && deaths is IList<object?> { Count: > 0 } list ? list[0] as IDictionary<string, object?> : null;
        return (Text(latest, "queue") ?? Text(headers, HeaderNames.FirstDeathQueue)) is { } queue
            ? new DeadLetter(queue, Text(latest, "reason") ?? Text(headers, HeaderNames.FirstDeathReason) ?? DeadLetter.Rejected)
            : null;
    }

    private static string? Text(IDictionary<string, object?>? headers, string name) =>
        headers is not null && headers.TryGetValue(name, out var value)
            ? value switch { byte[] bytes => Encoding.UTF8.GetString(bytes), string text => text, _ => null }
            : null;

    private static int Redeliveries(IDictionary<string, object?>? headers, bool redelivered) =>
        headers is not null && headers.TryGetValue(HeaderNames.DeliveryCount, out var value) && value is long or int
            ? (int)Math.Min(Convert.ToInt64(value, null), int.MaxValue)
            : redelivered ? 1 : 0;

    [LoggerMessage(LogLevel.Warning, "A message of {Queue} failed with {Failure} (attempt {Attempt}); it goes back to the queue after {Pause}")]
    private partial void Failed(string queue, string failure, int attempt, TimeSpan pause);
}
