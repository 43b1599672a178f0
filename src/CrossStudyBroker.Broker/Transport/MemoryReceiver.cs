using MassTransit;
using Microsoft.Extensions.Logging;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>
/// One in-memory queue's messages on their way to their handler. MassTransit's in-memory transport forgets a message whose consumer throws,
/// so a failed one is kept here and handed in again after a pause, and dead-lettered at its delivery limit as on RabbitMQ.
/// </summary>
internal sealed partial class MemoryReceiver(MemoryQueue queue, Post post, TransportOptions options, TimeProvider time, ILogger logger)
{
    public async Task ConsumeAsync(ConsumeContext<RawMessage> context)
    {
        try
        {
            await DeliverAsync(ToMessage(context), Sequence(context), context.CancellationToken);
        }
        finally
        {
            queue.Settle();
        }
    }

    private async Task DeliverAsync(InboundMessage message, ulong? sequence, CancellationToken cancellationToken)
    {
        for (var turn = sequence; ; turn = null) // only the first attempt has a turn; later ones are late already
        {
            var failure = await TryAsync(message, turn, cancellationToken);
            if (failure is null)
            {
                return;
            }

            message = message with { Redeliveries = message.Redeliveries + 1 };
            var pause = RetryDelay.After(message.Redeliveries - 1, options);
            Failed(queue.Definition.Name, failure, message.Redeliveries, pause);
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    /// <summary>Null when the message is done with, otherwise what its handler or its dead-lettering failed with.</summary>
    private async Task<string?> TryAsync(InboundMessage message, ulong? turn, CancellationToken cancellationToken)
    {
        try
        {
            if (message.Redeliveries >= queue.Definition.DeliveryLimit)
            {
                await GiveUpAsync(message, DeadLetter.DeliveryLimit, cancellationToken);
            }
            else
            {
                await Turn.TakeAsync(queue.Sequencer, turn, queue.Overflows && queue.Definition.DropsOldest ? DropAsync : queue.Handler, message, cancellationToken);
            }

            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (RejectedException) when (queue.Definition.Name != QueueNames.Dead)
        {
            return await RejectAsync(message, cancellationToken);
        }
#pragma warning disable CA1031 // The edge around a handler: whatever it throws, the message is kept.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception.GetType().Name;
        }
    }

    private async Task<string?> RejectAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await GiveUpAsync(message, DeadLetter.Rejected, cancellationToken);
            return null;
        }
        catch (UndeliverableException)
        {
            return nameof(UndeliverableException);
        }
    }

    private Task GiveUpAsync(InboundMessage message, string reason, CancellationToken cancellationToken) =>
        queue.Definition.DropsOldest ? Task.CompletedTask : post.SendAsync(QueueNames.Dead, message.ToDeadLetter(reason), cancellationToken);

    private static Task DropAsync(InboundMessage message, CancellationToken cancellationToken) => Task.CompletedTask;

    private InboundMessage ToMessage(ConsumeContext<RawMessage> context)
    {
        var headers = context.ReceiveContext.TransportHeaders;
        return new InboundMessage
        {
            Queue = queue.Definition.Name,
            Body = context.Message.Body,
            ContentType = headers.Get<string>(HeaderNames.ContentType),
            MessageId = headers.Get<string>(MessageHeaders.MessageId),
            TraceParent = headers.Get<string>(HeaderNames.TraceParent),
            Dead = headers.Get<string>(HeaderNames.FirstDeathQueue) is { } from ? new DeadLetter(from, headers.Get<string>(HeaderNames.FirstDeathReason) ?? DeadLetter.Rejected) : null,
        };
    }

    private static ulong? Sequence(ConsumeContext context) =>
        context.ReceiveContext.TransportHeaders.TryGetHeader(HeaderNames.Sequence, out var value) && value is ulong number ? number : null;

    [LoggerMessage(LogLevel.Warning, "A message of {Queue} failed with {Failure} (attempt {Attempt}); it is handed out again after {Pause}")]
    private partial void Failed(string queue, string failure, int attempt, TimeSpan pause);
}
