using CrossStudyBroker.Broker.Deliveries;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Transport;
using Microsoft.Extensions.Hosting;

namespace CrossStudyBroker.Broker.Lanes;

/// <summary>The role "broker": takes messages from every institution's lane, and dead letters, and follows the directory.</summary>
internal sealed class LaneEndpoints(Endpoints endpoints, LaneSet lanes, DeadLetters deadLetters, DirectorySource directory, TransportOptions transport) : IHostedService
{
    private readonly EndpointSet _connected = new();
    private EndpointHandle? _dead;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _dead = await endpoints.ConnectDeadAsync(TakeDeadAsync, cancellationToken);
        directory.Changed += FollowAsync;
        await FollowAsync(directory.Current, directory.Current, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        directory.Changed -= FollowAsync;
        await _connected.DisposeAsync();
        await (_dead?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private Task FollowAsync(InstitutionDirectory before, InstitutionDirectory after, CancellationToken cancellationToken) =>
        _connected.FollowAsync(after.Institutions.Values, ConnectAsync, cancellationToken);

    private async Task<IReadOnlyList<EndpointHandle>> ConnectAsync(Institution institution, CancellationToken cancellationToken)
    {
        if (transport is { Kind: TransportKind.RabbitMq, CreateQueues: true })
        {
            await TopologyClient.ApplyAsync(Topology.For([institution.Code], transport), transport, cancellationToken); // its inbox must be there before anything is sent to it
        }

        return
        [
            await endpoints.ConnectLaneAsync(
                institution.Code,
                (message, token) => TakeAsync(institution.Code, message, token),
                cancellationToken),
        ];
    }

    /// <summary>What only waited too long in its lane, or was given an AMQP expiration by its sender, is taken now: nobody has refused it.</summary>
    private Task TakeDeadAsync(InboundMessage message, CancellationToken cancellationToken) =>
        message.Dead is { Reason: DeadLetter.Expired } dead && QueueNames.SenderOf(dead.Queue) is { } sender
            ? TakeAsync(sender, message, cancellationToken)
            : deadLetters.HandleAsync(message, cancellationToken);

    private Task<Answer> TakeAsync(string institution, InboundMessage message, CancellationToken cancellationToken) => lanes.SubmitAsync(
        institution, new LaneMessage { Body = message.Body, ContentType = message.ContentType, TraceParent = message.TraceParent }, cancellationToken);
}
