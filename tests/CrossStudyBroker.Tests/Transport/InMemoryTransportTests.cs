using CrossStudyBroker.Broker.Transport;
using Xunit;

namespace CrossStudyBroker.Tests.Transport;

public sealed class InMemoryTransportTests : TransportBehaviour
{
    protected override TransportOptions Options() => new();

    [Fact]
    public async Task A_disconnected_queue_is_undeliverable()
    {
        await using var transport = await RunningTransport.StartAsync(Options());
        var home = NewInstitution();
        var inbox = await transport.Endpoints.ConnectInboxAsync(home, new Received().KeepAsync, CancellationToken.None);

        await inbox.DisposeAsync();

        await Assert.ThrowsAsync<UndeliverableException>(() => transport.SendAsync(QueueNames.Inbox(home), "late"));
    }

    [Fact]
    public async Task Disconnecting_waits_for_what_is_on_its_way()
    {
        await using var transport = await RunningTransport.StartAsync(Options());
        var (home, release, handled) = (NewInstitution(), new TaskCompletionSource(), 0);
        var inbox = await transport.Endpoints.ConnectInboxAsync(home, async (_, _) =>
        {
            await release.Task;
            Interlocked.Increment(ref handled);
        }, CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, 500).Select(number => transport.SendAsync(QueueNames.Inbox(home), $"{number}")));

        var disconnecting = inbox.DisposeAsync();
        Assert.False(disconnecting.IsCompleted);
        release.SetResult();
        await disconnecting;

        Assert.Equal(500, handled);
    }
}
