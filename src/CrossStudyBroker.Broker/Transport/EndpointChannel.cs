#pragma warning disable CS9107
using MassTransit.RabbitMqTransport;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>
/// The channel of one receive endpoint as MassTransit sees it. MassTransit would declare an exchange with the name of every queue;
/// here <see cref="Topology"/> alone says what there is.
/// </summary>
internal sealed class EndpointChannel(ChannelContext context) : ScopeChannelContext(context, context.CancellationToken), ChannelContext
{
    Task ChannelContext.ExchangeDeclare(string exchange, string type, bool durable, bool autoDelete, IDictionary<string, object> arguments) => Task.CompletedTask;

    private readonly Acknowledgements _acknowledgements = new((tag, multiple) => context.BasicAck(tag, multiple));

    ValueTask ChannelContext.BasicAck(ulong deliveryTag, bool multiple) => Environment.GetEnvironmentVariable("NB") is not null ? context.BasicAck(deliveryTag, multiple) : _acknowledgements.AddAsync(deliveryTag);
}
