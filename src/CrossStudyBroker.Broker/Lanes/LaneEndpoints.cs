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
        _dead = await endpoints.ConnectDeadAsync(deadLetters.HandleAsync, cancellationToken);
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
                (message, token) => lanes.SubmitAsync(institution.Code, new LaneMessage { Body = message.Body, ContentType = message.ContentType, TraceParent = message.TraceParent }, token),
                cancellationToken),
        ];
    }
}
