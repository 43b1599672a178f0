using MassTransit;
using PublishException = RabbitMQ.Client.Exceptions.PublishException;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>
/// Ends a send as soon as RabbitMQ refuses the message because its queue is full. MassTransit would try again for as long as it may, and hold up the sender's lane with it.
/// </summary>
internal sealed class Refusal(CancellationTokenSource sending)
{
    /// <summary>Why it was refused; null while it was not.</summary>
    public PublishException? Exception { get; private set; }

    /// <summary>Tells the sends of a bus of their refusals; a send that wants to know has its <see cref="Refusal"/> as a payload.</summary>
    internal sealed class Observer : ISendObserver
    {
        public Task PreSend<T>(SendContext<T> context)
            where T : class => Task.CompletedTask;

        public Task PostSend<T>(SendContext<T> context)
            where T : class => Task.CompletedTask;

        public Task SendFault<T>(SendContext<T> context, Exception exception)
            where T : class => exception.InnerException is PublishException { IsReturn: false } refused && context.TryGetPayload(out Refusal? refusal) ? refusal.TellAsync(refused) : Task.CompletedTask;
    }

    private Task TellAsync(PublishException refused)
    {
        Exception = refused;
        sending.CancelAfter(TimeSpan.Zero); // not from here: what is cancelled waits for its observers
        return Task.CompletedTask;
    }
}
