using System.Collections.Concurrent;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Contacts;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Lanes;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Broker.Vault;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>
/// The role "adapters": connects the inbox and the status queue of every institution whose adapter class is hosted here, and follows the directory.
/// </summary>
internal sealed class AdapterEndpoints : IHostedService
{
    private readonly ConcurrentDictionary<string, ISisAdapter> _adapters = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RecipientGate> _gates = new(StringComparer.Ordinal);
    private readonly EndpointSet _endpoints = new();
    private readonly DirectorySource _directory;
    private readonly Func<Institution, CancellationToken, Task<IReadOnlyList<EndpointHandle>>> _connect;

    public AdapterEndpoints(
        IServiceProvider services,
        IEnumerable<HostedAdapter> hosted,
        DirectorySource directory,
        Endpoints endpoints,
        Post post,
        TrackerWriter tracker,
        Admissions admissions,
        PayloadVault vault,
        ContactBook contacts,
        LaneSet lanes,
        TransportOptions transport,
        IOptions<AdapterCallOptions> calls,
        IOptions<RetryOptions> retries,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        _directory = directory;
        _connect = async (institution, cancellationToken) =>
        {
            var adapter = _adapters.GetOrAdd(institution.Code, code =>
                hosted.Single(candidate => candidate.Name == institution.Adapter.Name).Create(services, code, new HostedLane(code, post, lanes, transport, time)));
            var caller = new AdapterCaller(institution.Code, adapter, calls.Value, time, loggers.CreateLogger<AdapterCaller>());
            var gate = _gates.GetOrAdd(institution.Code, _ => new RecipientGate(transport.Prefetch, time));
            var inbox = new Inbox(institution.Code, caller, gate, admissions, tracker, vault, contacts, retries.Value, time, loggers.CreateLogger<Inbox>());
            return
            [
                await endpoints.ConnectInboxAsync(institution.Code, inbox.HandleAsync, cancellationToken),
                await endpoints.ConnectStatusAsync(institution.Code, (message, token) => caller.TakesStatus ? caller.CallAsync(message.DeliveryId ?? default, message.Body, token) : Task.CompletedTask, cancellationToken),
            ];
        };
    }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _directory.Changed += FollowAsync;
        await FollowAsync(_directory.Current, _directory.Current, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _directory.Changed -= FollowAsync;
        await _endpoints.DisposeAsync();
        foreach (var gate in _gates.Values)
        {
            gate.Dispose();
        }
    }

    /// <summary>The adapter of an institution, if it is hosted here and the directory still says so.</summary>
    public ISisAdapter? Find(string institution) =>
        _directory.Current.Institutions.GetValueOrDefault(institution)?.Adapter.Way == "dotnet" ? _adapters.GetValueOrDefault(institution) : null;

    private Task FollowAsync(InstitutionDirectory before, InstitutionDirectory after, CancellationToken cancellationToken) =>
        _endpoints.FollowAsync(after.Institutions.Values.Where(institution => institution.Adapter.Way == "dotnet"), _connect, cancellationToken);
}
