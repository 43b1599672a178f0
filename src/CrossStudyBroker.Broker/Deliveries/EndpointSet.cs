using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Transport;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>Keeps endpoints connected for exactly the institutions that the directory has.</summary>
internal sealed class EndpointSet : IAsyncDisposable
{
    private readonly Dictionary<string, IReadOnlyList<EndpointHandle>> _connected = new(StringComparer.Ordinal);

    /// <summary>Connects those that are new and disconnects those that are gone.</summary>
    public async Task FollowAsync(
        IEnumerable<Institution> institutions, Func<Institution, CancellationToken, Task<IReadOnlyList<EndpointHandle>>> connect, CancellationToken cancellationToken)
    {
        var wanted = institutions.ToDictionary(institution => institution.Code);
        foreach (var gone in _connected.Keys.Except(wanted.Keys).ToList())
        {
            await DisconnectAsync(_connected[gone]);
            _connected.Remove(gone);
        }

        foreach (var added in wanted.Keys.Except(_connected.Keys).Order(StringComparer.Ordinal).ToList())
        {
            _connected[added] = await connect(wanted[added], cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_connected.Values.Select(DisconnectAsync));
        _connected.Clear();
    }

    private static async Task DisconnectAsync(IReadOnlyList<EndpointHandle> handles)
    {
        foreach (var handle in handles)
        {
            await handle.DisposeAsync();
        }
    }
}
