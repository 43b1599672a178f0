using CrossStudyBroker.Broker.Transport;
using Microsoft.Extensions.Hosting;

namespace CrossStudyBroker.Broker.Lanes;

/// <summary>
/// On the in-memory transport a stop first lets everything on its way arrive, what waits in lanes and replies included: what waits in memory would be gone.
/// Registered after the roles, so that it is stopped before them.
/// </summary>
internal sealed class MemoryDrain(LaneSet lanes, MemoryQueues queues, TransportOptions options, TimeProvider time) : IHostedService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends when nothing is on its way, or after the stop timeout.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var deadline = time.GetUtcNow() + options.StopTimeout;
        for (var quiet = 0; quiet < 3 && time.GetUtcNow() < deadline; quiet = lanes.AreIdle && queues.AreIdle ? quiet + 1 : 0)
        {
            await Task.Delay(Look, time, CancellationToken.None); // a handler may be about to send what it made of the last message
        }
    }
}
