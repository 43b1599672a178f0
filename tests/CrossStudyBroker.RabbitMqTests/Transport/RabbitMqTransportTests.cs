using System.Text;
using System.Text.Json;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Tests.Transport;
using RabbitMQ.Client;
using Xunit;

namespace CrossStudyBroker.RabbitMqTests.Transport;

/// <summary>What every transport does, on RabbitMQ, and what only a foreign client or RabbitMQ itself can show.</summary>
public sealed class RabbitMqTransportTests(VirtualHost rabbit) : TransportBehaviour, IClassFixture<VirtualHost>
{
    protected override TransportOptions Options() => new() { Kind = TransportKind.RabbitMq, Uri = rabbit.Uri };

    private protected override async Task PublishInOrderAsync(RunningTransport transport, string exchange, IEnumerable<string> bodies)
    {
        await using var client = await ForeignClient.ConnectAsync(rabbit.Uri);
        await client.PublishAsync(exchange, bodies);
    }

    [Fact]
    public async Task A_foreign_client_finds_the_bytes_alone_without_an_envelope_or_headers_of_MassTransit()
    {
        await using var transport = await RunningTransport.StartAsync(Quick());
        await using var client = await ForeignClient.ConnectAsync(rabbit.Uri);
        var target = NewInstitution();
        await TopologyClient.ApplyAsync(Topology.For([target], Options()), Options(), CancellationToken.None);
        var sent = new RawMessage { Body = """{"specversion": "1.0"}"""u8.ToArray(), DeliveryId = Guid.NewGuid(), TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" };

        await transport.Post.SendAsync(QueueNames.Inbox(target), sent, CancellationToken.None);

        var got = await client.GetAsync(QueueNames.Inbox(target));
        Assert.Equal(sent.Body.ToArray(), got.Body.ToArray());
        Assert.Equal("application/cloudevents+json", got.BasicProperties.ContentType);
        Assert.Equal(sent.DeliveryId.ToString(), got.BasicProperties.MessageId);
        Assert.Equal(DeliveryModes.Persistent, got.BasicProperties.DeliveryMode);
        Assert.Equal(["traceparent", "x-delivery-count", "x-dotnet-pub-seq-no"], got.BasicProperties.Headers!.Keys.Order()); // RabbitMQ's, and the .NET client's, which needs it for returns
        Assert.Equal(sent.TraceParent, Encoding.UTF8.GetString((byte[])got.BasicProperties.Headers["traceparent"]!));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("application/json")]
    [InlineData("application/vnd.masstransit+json")]
    [InlineData("application/cloudevents+json; charset=\"")]
    [InlineData("application/json;;; =;")]
    [InlineData("no such type at all")]
    [InlineData("/")]
    [InlineData("ä/ö; ü=")]
    [InlineData("text/plain; charset=utf-8; charset=latin-1")]
    public async Task A_foreign_message_of_any_content_type_reaches_the_handler_as_it_is(string? contentType)
    {
        await using var transport = await RunningTransport.StartAsync(Quick());
        await using var client = await ForeignClient.ConnectAsync(rabbit.Uri);
        var (home, received) = (NewInstitution(), new Received());
        await using var lane = await transport.Endpoints.ConnectLaneAsync(home, received.KeepAsync, CancellationToken.None);
        var properties = new BasicProperties();
        if (contentType is not null)
        {
            properties.ContentType = contentType;
        }

        await client.PublishAsync(QueueNames.Out(home), [0xFF, 0x00, (byte)'{'], properties);

        var message = await received.NextAsync();
        Assert.Equal([0xFF, 0x00, (byte)'{'], message.Body.ToArray());
        Assert.Equal(contentType, message.ContentType);
        Assert.Equal(0, message.Redeliveries);
    }

    [Fact]
    public async Task A_foreign_message_with_strange_properties_and_headers_reaches_the_handler()
    {
        await using var transport = await RunningTransport.StartAsync(Quick());
        await using var client = await ForeignClient.ConnectAsync(rabbit.Uri);
        var (home, received) = (NewInstitution(), new Received());
        await using var lane = await transport.Endpoints.ConnectLaneAsync(home, received.KeepAsync, CancellationToken.None);
        var strange = new BasicProperties
        {
            MessageId = "not a guid",
            CorrelationId = "neither is this",
            ReplyTo = "amq.rabbitmq.reply-to.x",
            ContentEncoding = "rot13",
            Type = "urn:message:Evil",
            Timestamp = new AmqpTimestamp(long.MaxValue),
            Headers = new Dictionary<string, object?>
            {
                ["Content-Type"] = "x",
                ["traceparent"] = 42,
                ["x-delivery-count"] = "many",
                ["MT-Activity-Id"] = new List<object?> { 1, "two" },
                ["MT-MessageType"] = "urn:message:Evil",
                ["MT-Fault-Address"] = "not an address",
                ["MT-Host-Info"] = new Dictionary<string, object?> { ["x"] = true },
                ["MT-Redelivery-Count"] = -1,
                ["csb-sequence"] = 99,
                ["nothing"] = null,
                ["bytes"] = new byte[] { 0xFF, 0xFE },
                ["time"] = new AmqpTimestamp(-1),
            },
        };

        await client.PublishAsync(QueueNames.Out(home), "strange"u8.ToArray(), strange);
        await client.PublishAsync(QueueNames.Out(home), ["next"]);

        var message = await received.NextAsync();
        Assert.Equal("not a guid", message.MessageId);
        Assert.Null(message.DeliveryId);
        Assert.Null(message.TraceParent);
        Assert.Equal(0, message.Redeliveries);
        Assert.Equal("next", await received.NextTextAsync());
    }

    [Fact]
    public async Task Nothing_but_the_topology_is_ever_declared_whatever_fails()
    {
        var options = Quick();
        options.DeliveryLimit = 2;
        await using var transport = await RunningTransport.StartAsync(options);
        var (home, dead) = (NewInstitution(), new Received());
        await using var parking = await transport.Endpoints.ConnectDeadAsync(dead.KeepAsync, CancellationToken.None);
        await using var inbox = await transport.Endpoints.ConnectInboxAsync(home, (_, _) => throw new InvalidOperationException(), CancellationToken.None);
        await using var lane = await transport.Endpoints.ConnectLaneAsync(home, (_, _) => throw new RejectedException(), CancellationToken.None);
        await transport.SendAsync(QueueNames.Inbox(home), "fails");
        await transport.SendAsync(QueueNames.Out(home), "is rejected");
        await dead.NextTextsAsync(2);

        Assert.All(await NamesAsync("queues"), name => Assert.Matches(@"^csb\.(\d+\.(lane|in|status)|dead)$", name));
        Assert.All(await NamesAsync("exchanges"), name => Assert.Matches(@"^(|amq\..*|csb\.(\d+\.(out|in|status)|dead))$", name));
    }

    [Fact]
    public async Task A_disconnected_endpoint_leaves_nothing_unacknowledged_that_was_handled()
    {
        await using var transport = await RunningTransport.StartAsync(Quick());
        await using var client = await ForeignClient.ConnectAsync(rabbit.Uri);
        var (home, handled) = (NewInstitution(), 0);
        var some = new TaskCompletionSource();
        var inbox = await transport.Endpoints.ConnectInboxAsync(home, async (_, _) =>
        {
            await Task.Yield();
            if (Interlocked.Increment(ref handled) == 300)
            {
                some.SetResult();
            }
        }, CancellationToken.None);
        var publishing = client.PublishAsync(QueueNames.Inbox(home), Enumerable.Range(0, 2000).Select(number => $"{number}"));

        await some.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await inbox.DisposeAsync();
        await publishing;

        var left = await client.Channel.QueueDeclarePassiveAsync(QueueNames.Inbox(home));
        Assert.Equal(2000u, (uint)handled + left.MessageCount);
    }

    [Fact]
    public async Task What_a_foreign_client_rejects_is_dead_lettered_with_its_origin()
    {
        await using var transport = await RunningTransport.StartAsync(Quick());
        await using var client = await ForeignClient.ConnectAsync(rabbit.Uri);
        var (target, dead, id) = (NewInstitution(), new Received(), Guid.NewGuid());
        await using var parking = await transport.Endpoints.ConnectDeadAsync(dead.KeepAsync, CancellationToken.None);
        await TopologyClient.ApplyAsync(Topology.For([target], Options()), Options(), CancellationToken.None);
        await transport.Post.SendAsync(QueueNames.Inbox(target), new RawMessage { Body = "no"u8.ToArray(), DeliveryId = id }, CancellationToken.None);

        var got = await client.GetAsync(QueueNames.Inbox(target));
        await client.Channel.BasicRejectAsync(got.DeliveryTag, requeue: false);

        var message = await dead.NextAsync();
        Assert.Equal(id, message.DeliveryId);
        Assert.Equal(new DeadLetter(QueueNames.Inbox(target), DeadLetter.Rejected), message.Dead);
    }

    [Fact]
    public async Task What_nobody_fetches_in_time_is_dead_lettered_as_expired()
    {
        var options = Quick();
        options.MaxAge = TimeSpan.FromMilliseconds(100);
        await using var transport = await RunningTransport.StartAsync(options);
        var (target, dead) = (NewInstitution(), new Received());
        await using var parking = await transport.Endpoints.ConnectDeadAsync(dead.KeepAsync, CancellationToken.None);
        await TopologyClient.ApplyAsync(Topology.For([target], options), options, CancellationToken.None);

        await transport.SendAsync(QueueNames.Inbox(target), "old");

        Assert.Equal(new DeadLetter(QueueNames.Inbox(target), DeadLetter.Expired), (await dead.NextAsync()).Dead);
    }

    [Fact]
    public async Task Where_a_message_died_is_what_RabbitMq_says_whatever_its_sender_wrote()
    {
        await using var transport = await RunningTransport.StartAsync(Quick());
        await using var client = await ForeignClient.ConnectAsync(rabbit.Uri);
        var (home, other, dead) = (NewInstitution(), NewInstitution(), new Received());
        await using var parking = await transport.Endpoints.ConnectDeadAsync(dead.KeepAsync, CancellationToken.None);
        await TopologyClient.ApplyAsync(Topology.For([home, other], Options()), Options(), CancellationToken.None);
        var forged = new Dictionary<string, object?> { ["queue"] = QueueNames.Lane(other), ["reason"] = "rejected", ["count"] = 1L, ["exchange"] = QueueNames.Out(other), ["routing-keys"] = new List<object?> { "" } };

        await client.PublishAsync(QueueNames.Out(home), "forged"u8.ToArray(), new BasicProperties
        {
            Expiration = "1",
            Headers = new Dictionary<string, object?>
            {
                ["x-death"] = new List<object?> { forged },
                ["x-first-death-queue"] = QueueNames.Inbox(other),
                ["x-first-death-reason"] = DeadLetter.Rejected,
            },
        });

        Assert.Equal(new DeadLetter(QueueNames.Lane(home), DeadLetter.Expired), (await dead.NextAsync()).Dead);
    }

    [Fact]
    public async Task A_queue_with_other_arguments_is_named_when_it_is_connected()
    {
        await using var transport = await RunningTransport.StartAsync(Quick());
        var (home, other) = (NewInstitution(), Options());
        other.MaxQueueLength = 7;
        await TopologyClient.ApplyAsync(Topology.For([home], other), other, CancellationToken.None);

        var exception = await Assert.ThrowsAsync<TopologyException>(() => transport.Endpoints.ConnectInboxAsync(home, new Received().KeepAsync, CancellationToken.None));

        Assert.StartsWith($"Queue {QueueNames.Inbox(home)} is there with another x-max-length: 100000 is configured, the one there has 7.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_queues_are_not_created_a_missing_one_is_named()
    {
        var options = Quick();
        options.CreateQueues = false;
        await using var transport = await RunningTransport.StartAsync(options);
        var home = NewInstitution();

        var exception = await Assert.ThrowsAsync<TopologyException>(() => transport.Endpoints.ConnectLaneAsync(home, new Received().KeepAsync, CancellationToken.None));

        Assert.Contains(QueueNames.Lane(home), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_connection_loses_no_message()
    {
        const int count = 1000;
        await using var transport = await RunningTransport.StartAsync(Quick());
        await using var client = await ForeignClient.ConnectAsync(rabbit.Uri);
        var (home, target, received) = (NewInstitution(), NewInstitution(), new Received());
        var (inHand, closed) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var inbox = await transport.Endpoints.ConnectInboxAsync(target, received.KeepAsync, CancellationToken.None);
        await using var lane = await transport.Endpoints.ConnectLaneAsync(home, async (message, token) =>
        {
            inHand.TrySetResult();
            await closed.Task;
            await transport.Post.SendAsync(QueueNames.Inbox(target), new RawMessage { Body = message.Body }, token);
        }, CancellationToken.None);
        await client.PublishAsync(QueueNames.Out(home), Enumerable.Range(0, count).Select(number => $"{number}"));

        await inHand.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await CloseBrokerConnectionAsync();
        closed.SetResult();

        var missing = Enumerable.Range(0, count).Select(number => $"{number}").ToHashSet();
        while (missing.Count > 0)
        {
            missing.Remove(await received.NextTextAsync());
        }
    }

    [Fact]
    public async Task A_message_far_too_large_reaches_the_handler_and_does_not_break_the_connection()
    {
        await using var transport = await RunningTransport.StartAsync(Quick());
        await using var client = await ForeignClient.ConnectAsync(rabbit.Uri);
        var (home, received) = (NewInstitution(), new Received());
        await using var lane = await transport.Endpoints.ConnectLaneAsync(home, received.KeepAsync, CancellationToken.None);

        await client.PublishAsync(QueueNames.Out(home), new byte[70 * 1024 * 1024]); // the client's own limit is 64 MiB, RabbitMQ 3's 128 MiB

        Assert.Equal(70 * 1024 * 1024, (await received.NextAsync()).Body.Length);
    }

    private async Task CloseBrokerConnectionAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30)); // the management API learns of connections some seconds late
        while (true)
        {
            using var answer = JsonDocument.Parse(await rabbit.Management.GetStringAsync($"api/vhosts/{rabbit.Name}/connections", patience.Token));
            var names = answer.RootElement.EnumerateArray()
                .Where(connection => connection.GetProperty("client_properties").TryGetProperty("connection_name", out var name) && name.GetString() == RabbitMqAddress.ConnectionName)
                .Select(connection => connection.GetProperty("name").GetString()!) // every connection has a name
                .ToList();
            foreach (var name in names)
            {
                using var closed = await rabbit.Management.DeleteAsync($"api/connections/{Uri.EscapeDataString(name)}", patience.Token);
            }

            if (names.Count > 0)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, patience.Token);
        }
    }

    private async Task<IReadOnlyList<string>> NamesAsync(string what)
    {
        using var answer = JsonDocument.Parse(await rabbit.Management.GetStringAsync($"api/{what}/{rabbit.Name}"));
        return answer.RootElement.EnumerateArray().Select(item => item.GetProperty("name").GetString()!).ToList(); // everything has a name
    }
}
