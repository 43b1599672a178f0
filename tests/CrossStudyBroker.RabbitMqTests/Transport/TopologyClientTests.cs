using System.Net.Http.Json;
using System.Text.Json;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Tests.Transport;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace CrossStudyBroker.RabbitMqTests.Transport;

public sealed class TopologyClientTests(VirtualHost rabbit) : IClassFixture<VirtualHost>
{
    [Fact]
    public async Task Applying_makes_everything_and_applying_again_changes_nothing()
    {
        var topology = Topology.For(["1", "2"], Options());
        Assert.NotEmpty(await TopologyClient.CheckAsync(topology, Options(), CancellationToken.None));

        await TopologyClient.ApplyAsync(topology, Options(), CancellationToken.None);
        await TopologyClient.ApplyAsync(topology, Options(), CancellationToken.None);

        Assert.Empty(await TopologyClient.CheckAsync(topology, Options(), CancellationToken.None));
        await using var client = await ForeignClient.ConnectAsync(rabbit.Uri);
        await client.PublishAsync("csb.1.out", ["routed"]); // mandatory: returned if the queue were not bound
        using var queues = JsonDocument.Parse(await rabbit.Management.GetStringAsync($"api/queues/{rabbit.Name}"));
        Assert.All(queues.RootElement.EnumerateArray(), queue => Assert.Equal("quorum", queue.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task The_length_of_each_lane_that_is_there_is_known()
    {
        await TopologyClient.ApplyAsync(Topology.For(["61", "63"], Options()), Options(), CancellationToken.None);
        await using var client = await ForeignClient.ConnectAsync(rabbit.Uri);
        await client.PublishAsync("csb.63.out", "one"u8.ToArray());
        await client.PublishAsync("csb.63.out", "two"u8.ToArray());

        var lengths = await new LaneLengths(Options(), new MemoryQueues()).ReadAsync(["61", "62", "63"], CancellationToken.None);

        Assert.Equal([("61", 0L), ("63", 2L)], lengths.OrderBy(lane => lane.Key).Select(lane => (lane.Key, lane.Value)));
    }

    [Fact]
    public async Task Every_difference_is_reported_with_queue_and_argument_and_nothing_is_changed()
    {
        var changed = Options();
        changed.MaxQueueLength = 5;
        await TopologyClient.ApplyAsync(Topology.For(["3"], Options()), Options(), CancellationToken.None);

        var differences = await TopologyClient.CheckAsync(Topology.For(["3", "4"], changed), changed, CancellationToken.None);

        Assert.Equal(
            [
                "Queue csb.3.lane is there with another x-max-length: 5 is configured, the one there has 100000. Empty and delete it so that it is created anew, or configure the value it has.",
                "Queue csb.3.in is there with another x-max-length: 5 is configured, the one there has 100000. Empty and delete it so that it is created anew, or configure the value it has.",
                "Queue csb.4.lane or its exchange csb.4.out is not there; create them with: crossstudy topology --apply",
                "Queue csb.4.in or its exchange csb.4.in is not there; create them with: crossstudy topology --apply",
                "Queue csb.4.status or its exchange csb.4.status is not there; create them with: crossstudy topology --apply",
            ],
            differences);
    }

    [Fact]
    public async Task An_institution_may_write_to_its_own_lane_and_read_its_own_queues_and_nothing_else()
    {
        var topology = Topology.For(["5", "55"], Options());
        await TopologyClient.ApplyAsync(topology, Options(), CancellationToken.None);
        var user = topology.Users.Single(user => user.Name == "csb-5");
        await using var client = await ForeignClient.ConnectAsync(await SignInAsync(user));

        await client.PublishAsync("csb.5.out", "mine"u8.ToArray());
        await client.Channel.BasicGetAsync("csb.5.in", autoAck: true);
        await client.Channel.BasicGetAsync("csb.5.status", autoAck: true);

        await RefusesAsync(user, channel => channel.BasicPublishAsync("csb.55.out", "", mandatory: true, body: "forged"u8.ToArray()).AsTask());
        await RefusesAsync(user, channel => channel.BasicPublishAsync("csb.5.in", "", mandatory: true, body: "forged"u8.ToArray()).AsTask());
        await RefusesAsync(user, channel => channel.BasicPublishAsync("", "csb.55.in", mandatory: true, body: "forged"u8.ToArray()).AsTask());
        await RefusesAsync(user, channel => channel.BasicGetAsync("csb.55.in", autoAck: true));
        await RefusesAsync(user, channel => channel.BasicGetAsync("csb.5.lane", autoAck: true));
        await RefusesAsync(user, channel => channel.QueueDeclareAsync("csb.5.more"));
    }

    [Fact]
    public async Task The_broker_can_do_its_work_with_the_permissions_that_the_topology_gives_it()
    {
        var broker = Topology.For([], Options()).Users.Single(user => user.Name == "csb-broker");
        await using var transport = await RunningTransport.StartAsync(new TransportOptions { Kind = TransportKind.RabbitMq, Uri = await SignInAsync(broker) });
        var received = new Received();
        await using var inbox = await transport.Endpoints.ConnectInboxAsync("7", received.KeepAsync, CancellationToken.None);
        await using var lane = await transport.Endpoints.ConnectLaneAsync("6", (message, token) =>
            transport.Post.SendAsync(QueueNames.Inbox("7"), new RawMessage { Body = message.Body }, token), CancellationToken.None);

        await transport.SendAsync(QueueNames.Out("6"), "through");

        Assert.Equal("through", await received.NextTextAsync());
    }

    private TransportOptions Options() => new() { Kind = TransportKind.RabbitMq, Uri = rabbit.Uri };

    private async Task RefusesAsync(UserDefinition user, Func<IChannel, Task> act)
    {
        await using var client = await ForeignClient.ConnectAsync(await SignInAsync(user));
        var exception = await Assert.ThrowsAnyAsync<RabbitMQClientException>(() => act(client.Channel));
        Assert.Contains("ACCESS_REFUSED", exception.ToString(), StringComparison.Ordinal);
    }

    private async Task<Uri> SignInAsync(UserDefinition user)
    {
        var name = $"{user.Name}-{rabbit.Name}";
        using var added = await rabbit.Management.PutAsJsonAsync($"api/users/{name}", new { password = "secret", tags = "" });
        added.EnsureSuccessStatusCode();
        using var permitted = await rabbit.Management.PutAsJsonAsync($"api/permissions/{rabbit.Name}/{name}", new { configure = user.Configure, write = user.Write, read = user.Read });
        permitted.EnsureSuccessStatusCode();
        return new UriBuilder(rabbit.Uri) { UserName = name, Password = "secret" }.Uri;
    }
}
