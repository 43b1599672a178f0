using System.Reflection;
using CrossStudyBroker.Broker.Transport;
using MassTransit;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;
using Xunit;

namespace CrossStudyBroker.Tests.Transport;

/// <summary>A lost connection may also show as a cancellation; MassTransit gives an endpoint up for good that ends in one.</summary>
public sealed class EndpointChannelFilterTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_channel_that_is_lost_while_the_queue_is_looked_for_is_a_lost_connection(bool createQueues)
    {
        var options = new TransportOptions { CreateQueues = createQueues };
        var filter = new EndpointChannelFilter(Queues.Lane("10065", options), options, TimeProvider.System);

        await Assert.ThrowsAsync<RabbitMqConnectionException>(() => filter.Send(DispatchProxy.Create<ChannelContext, LostContext>(), Pipe.Empty<ChannelContext>()));

        Assert.False(filter.Ready.IsCompleted); // it is tried again
    }

    private class LostContext : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            "get_Channel" => Create<IChannel, LostChannel>(),
            "get_CancellationToken" => CancellationToken.None,
            _ => throw new NotSupportedException(targetMethod.Name),
        };
    }

    private class LostChannel : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new TaskCanceledException();
    }
}
