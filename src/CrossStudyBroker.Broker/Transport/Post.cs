using System.Collections.Concurrent;
using System.Net.Mime;
using MassTransit;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>
/// Sends messages to exchanges of <see cref="QueueNames"/>. A send ends when the message is safe: RabbitMQ confirmed it
/// on every queue it belongs to. Await many together, since confirmations come in bulk; but those may arrive in any order,
/// so await a message before sending one that must come after it.
/// </summary>
internal sealed class Post(IBus bus, TransportOptions options, MemoryQueues memory, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Task<ISendEndpoint>> _endpoints = new(StringComparer.Ordinal);

    /// <summary>Sends a message to an exchange.</summary>
    /// <exception cref="UndeliverableException">No queue took it; it is nowhere.</exception>
    /// <exception cref="TimeoutException">Nothing was heard in time: it may have arrived or not.</exception>
    public async Task SendAsync(string exchange, RawMessage message, CancellationToken cancellationToken)
    {
        var endpoint = await _endpoints.GetOrAdd(exchange, GetEndpointAsync, bus);
        if (options.Kind == TransportKind.InMemory)
        {
            var sequence = memory.Behind(exchange).Admit();
            await endpoint.Send(message, InPlace(sequence), CancellationToken.None); // a number must not be lost: its successors would wait for it
            return;
        }

        await SendConfirmedAsync(endpoint, exchange, message, cancellationToken);
    }

    private async Task SendConfirmedAsync(ISendEndpoint endpoint, string exchange, RawMessage message, CancellationToken cancellationToken)
    {
        using var sending = new CancellationTokenSource(options.SendTimeout, time);
        await using var given = cancellationToken.UnsafeRegister(static sending => ((CancellationTokenSource)sending!).Cancel(), sending); // given on the same line
        var refusal = new Refusal(sending);
        try
        {
            await endpoint.Send(message, ToldOf(refusal), sending.Token);
        }
        catch (Exception) when (refusal.Exception is not null)
        {
            // thrown below
        }
        catch (MessageReturnedException exception)
        {
            throw new UndeliverableException(exchange, queueFull: false, exception);
        }
        catch (OperationCanceledException exception) when (sending.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{exchange} was not confirmed within {options.SendTimeout}.", exception);
        }

        if (refusal.Exception is { } refused) // a send that is cancelled between two attempts may end as if it had gone well
        {
            throw new UndeliverableException(exchange, queueFull: true, refused);
        }
    }

    /// <summary>An exchange address, never <c>queue:</c>, which would declare the queue as a classic one.</summary>
    private static Task<ISendEndpoint> GetEndpointAsync(string exchange, IBus bus) => bus.GetSendEndpoint(new Uri($"exchange:{exchange}"));

    private static IPipe<SendContext<RawMessage>> ToldOf(Refusal refusal) => Pipe.Execute<SendContext<RawMessage>>(context =>
    {
        SetProperties(context);
        context.GetOrAddPayload(() => refusal);
    });

    private static IPipe<SendContext<RawMessage>> InPlace(ulong sequence) => Pipe.Execute<SendContext<RawMessage>>(context =>
    {
        SetProperties(context);
        context.Headers.Set(HeaderNames.Sequence, sequence, overwrite: true);
    });

    private static void SetProperties(SendContext<RawMessage> context)
    {
        var message = context.Message;
        context.MessageId = message.DeliveryId ?? context.MessageId;
        ((PublishContext)context).Mandatory = true;
        if (message.ContentType != RawMessage.CloudEvent && TryParse(message.ContentType) is { } other)
        {
            context.ContentType = other;
        }

        if (message.TraceParent is not null)
        {
            context.Headers.Set(HeaderNames.TraceParent, message.TraceParent);
        }

        if (message.Dead is { } dead)
        {
            context.Headers.Set(HeaderNames.FirstDeathQueue, dead.Queue);
            context.Headers.Set(HeaderNames.FirstDeathReason, dead.Reason);
        }
    }

    private static ContentType? TryParse(string text)
    {
        try
        {
            return new ContentType(text);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return null;
        }
    }
}
