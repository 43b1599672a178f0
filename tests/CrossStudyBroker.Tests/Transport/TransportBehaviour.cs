using System.Text;
using CrossStudyBroker.Broker.Transport;
using Xunit;

namespace CrossStudyBroker.Tests.Transport;

/// <summary>What every transport does; one class per transport runs it.</summary>
public abstract class TransportBehaviour
{
    private static int _institutions = 10_000;

    /// <summary>Options of a transport whose queues of new institutions are empty.</summary>
    protected abstract TransportOptions Options();

    /// <summary>Publishes as an institution does.</summary>
    private protected virtual async Task PublishInOrderAsync(RunningTransport transport, string exchange, IEnumerable<string> bodies)
    {
        foreach (var body in bodies)
        {
            await transport.SendAsync(exchange, body);
        }
    }

    /// <summary>An institution that no other test uses.</summary>
    protected static string NewInstitution() => $"{Interlocked.Increment(ref _institutions)}";

    [Fact]
    public async Task A_message_arrives_byte_for_byte_with_its_delivery_id_and_trace()
    {
        await using var transport = await RunningTransport.StartAsync(Quick());
        var (home, received) = (NewInstitution(), new Received());
        await using var inbox = await transport.Endpoints.ConnectInboxAsync(home, received.KeepAsync, CancellationToken.None);
        var sent = new RawMessage
        {
            Body = Encoding.UTF8.GetBytes("""{"data": "ä, ö   and white space"}"""),
            DeliveryId = Guid.NewGuid(),
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        };

        await transport.Post.SendAsync(QueueNames.Inbox(home), sent, CancellationToken.None);

        var message = await received.NextAsync();
        Assert.Equal(sent.Body.ToArray(), message.Body.ToArray());
        Assert.Equal("application/cloudevents+json", message.ContentType);
        Assert.Equal(sent.DeliveryId, message.DeliveryId);
        Assert.Equal(sent.TraceParent, message.TraceParent);
        Assert.Equal(QueueNames.Inbox(home), message.Queue);
        Assert.Equal(0, message.Redeliveries);
        Assert.Null(message.Dead);
        Assert.DoesNotContain("white space", transport.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_body_arrives_too()
    {
        await using var transport = await RunningTransport.StartAsync(Quick());
        var (home, received) = (NewInstitution(), new Received());
        await using var inbox = await transport.Endpoints.ConnectInboxAsync(home, received.KeepAsync, CancellationToken.None);

        await transport.SendAsync(QueueNames.Inbox(home), "");

        Assert.Equal(0, (await received.NextAsync()).Body.Length);
    }

    [Fact]
    public async Task Handlers_of_a_lane_begin_in_the_order_of_5000_messages_and_run_side_by_side()
    {
        await using var transport = await RunningTransport.StartAsync(Quick());
        var home = NewInstitution();
        var (begun, ended, inHand, most) = (new List<string>(), 0, 0, 0);
        var all = new TaskCompletionSource();
        await using var lane = await transport.Endpoints.ConnectLaneAsync(home, async (message, _) =>
        {
            begun.Add(Encoding.UTF8.GetString(message.Body.Span)); // no lock: handlers begin one after another
            most = Math.Max(most, Interlocked.Increment(ref inHand));
            await Task.Yield();
            Interlocked.Decrement(ref inHand);
            if (Interlocked.Increment(ref ended) == 5000)
            {
                all.SetResult();
            }
        }, CancellationToken.None);

        await PublishInOrderAsync(transport, QueueNames.Out(home), Enumerable.Range(0, 5000).Select(number => $"{number}"));

        await all.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(Enumerable.Range(0, 5000).Select(number => $"{number}"), begun);
        Assert.True(most > 1, "Never more than one message was in hand.");
    }

    [Fact]
    public async Task A_message_whose_handler_throws_comes_again_and_others_do_not_wait_for_it()
    {
        await using var transport = await RunningTransport.StartAsync(Quick());
        var (home, received, attempts) = (NewInstitution(), new Received(), new List<int>());
        await using var inbox = await transport.Endpoints.ConnectInboxAsync(home, (message, token) =>
        {
            if (Encoding.UTF8.GetString(message.Body.Span) == "bad")
            {
                lock (attempts)
                {
                    attempts.Add(message.Redeliveries);
                    if (attempts.Count < 4)
                    {
                        throw new InvalidOperationException("secret of the message");
                    }
                }
            }

            return received.KeepAsync(message, token);
        }, CancellationToken.None);

        await transport.SendAsync(QueueNames.Inbox(home), "bad");
        await transport.SendAsync(QueueNames.Inbox(home), "good");

        Assert.Equal(["bad", "good"], (await received.NextTextsAsync(2)).Order());
        Assert.Equal([0, 1, 2, 3], attempts);
        Assert.Contains("failed with InvalidOperationException", transport.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", transport.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("FAULT", transport.Log.Text, StringComparison.Ordinal); // MassTransit writes exceptions in full
    }

    [Fact]
    public async Task A_message_that_fails_as_often_as_its_queue_allows_is_dead_lettered()
    {
        var options = Quick();
        options.DeliveryLimit = 3;
        await using var transport = await RunningTransport.StartAsync(options);
        var (home, dead) = (NewInstitution(), new Received());
        await using var parking = await transport.Endpoints.ConnectDeadAsync(dead.KeepAsync, CancellationToken.None);
        await using var inbox = await transport.Endpoints.ConnectInboxAsync(home, (_, _) => throw new InvalidOperationException(), CancellationToken.None);
        var id = Guid.NewGuid();

        await transport.Post.SendAsync(QueueNames.Inbox(home), new RawMessage { Body = "never"u8.ToArray(), DeliveryId = id }, CancellationToken.None);

        var message = await dead.NextAsync();
        Assert.Equal("never", Encoding.UTF8.GetString(message.Body.Span));
        Assert.Equal(id, message.DeliveryId);
        Assert.Equal(new DeadLetter(QueueNames.Inbox(home), DeadLetter.DeliveryLimit), message.Dead);
    }

    [Fact]
    public async Task A_message_that_its_handler_rejects_is_dead_lettered_at_once()
    {
        await using var transport = await RunningTransport.StartAsync(Quick());
        var (home, dead) = (NewInstitution(), new Received());
        await using var parking = await transport.Endpoints.ConnectDeadAsync(dead.KeepAsync, CancellationToken.None);
        await using var inbox = await transport.Endpoints.ConnectInboxAsync(home, (_, _) => throw new RejectedException(), CancellationToken.None);

        await transport.SendAsync(QueueNames.Inbox(home), "refused");

        var message = await dead.NextAsync();
        Assert.Equal("refused", Encoding.UTF8.GetString(message.Body.Span));
        Assert.Equal(new DeadLetter(QueueNames.Inbox(home), DeadLetter.Rejected), message.Dead);
    }

    [Fact]
    public async Task A_message_in_hand_holds_up_no_other()
    {
        await using var transport = await RunningTransport.StartAsync(Quick());
        var (home, received, release) = (NewInstitution(), new Received(), new TaskCompletionSource());
        await using var inbox = await transport.Endpoints.ConnectInboxAsync(home, async (message, token) =>
        {
            if (message.Body.Span.SequenceEqual("0"u8))
            {
                await release.Task;
            }

            await received.KeepAsync(message, token);
        }, CancellationToken.None);

        var count = 3 * Quick().Prefetch; // so many that acknowledgements must not wait for the first either
        await Task.WhenAll(Enumerable.Range(0, count).Select(number => transport.SendAsync(QueueNames.Inbox(home), $"{number}")));
        var others = await received.NextTextsAsync(count - 1);
        release.SetResult();

        Assert.DoesNotContain("0", others);
        Assert.Equal("0", await received.NextTextAsync());
    }

    [Fact]
    public async Task An_exchange_without_a_queue_is_undeliverable()
    {
        await using var transport = await RunningTransport.StartAsync(Quick());

        var exception = await Assert.ThrowsAsync<UndeliverableException>(() => transport.SendAsync(QueueNames.Inbox(NewInstitution()), "lost"));

        Assert.False(exception.QueueFull);
        Assert.DoesNotContain("lost", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_queue_refuses_and_goes_on_with_what_it_has()
    {
        var options = Quick();
        options.MaxQueueLength = 10;
        options.Prefetch = 1;
        await using var transport = await RunningTransport.StartAsync(options);
        var (home, received, release) = (NewInstitution(), new Received(), new TaskCompletionSource());
        await using var inbox = await transport.Endpoints.ConnectInboxAsync(home, async (message, token) =>
        {
            await release.Task;
            await received.KeepAsync(message, token);
        }, CancellationToken.None);
        var sent = 0;

        var exception = await Assert.ThrowsAsync<UndeliverableException>(async () =>
        {
            for (; sent < 1000; sent++)
            {
                await transport.SendAsync(QueueNames.Inbox(home), $"{sent}");
            }
        });

        Assert.True(exception.QueueFull);
        Assert.InRange(sent, 10, 100);
        release.SetResult();
        Assert.Equal(Enumerable.Range(0, sent).Select(number => $"{number}"), await received.NextTextsAsync(sent));
        await transport.SendAsync(QueueNames.Inbox(home), "again");
        Assert.Equal("again", await received.NextTextAsync());
    }

    [Fact]
    public async Task A_full_status_queue_takes_the_newest()
    {
        var options = Quick();
        options.MaxStatusLength = 10;
        options.Prefetch = 1;
        await using var transport = await RunningTransport.StartAsync(options);
        var (home, received, release) = (NewInstitution(), new Received(), new TaskCompletionSource());
        await using var status = await transport.Endpoints.ConnectStatusAsync(home, async (message, token) =>
        {
            await release.Task;
            await received.KeepAsync(message, token);
        }, CancellationToken.None);

        for (var i = 0; i < 100; i++)
        {
            await transport.SendAsync(QueueNames.Status(home), $"{i}");
        }

        release.SetResult();
        var texts = new List<string>();
        do
        {
            texts.Add(await received.NextTextAsync());
        }
        while (texts[^1] != "99");

        Assert.InRange(texts.Count, 10, 30);
    }

    [Fact]
    public async Task An_endpoint_can_be_disconnected_and_connected_again()
    {
        await using var transport = await RunningTransport.StartAsync(Quick());
        var (home, first, second) = (NewInstitution(), new Received(), new Received());
        var lane = await transport.Endpoints.ConnectLaneAsync(home, first.KeepAsync, CancellationToken.None);
        await transport.SendAsync(QueueNames.Out(home), "first");
        Assert.Equal("first", await first.NextTextAsync());

        await lane.DisposeAsync();
        await lane.DisposeAsync(); // twice does no harm
        await using var again = await transport.Endpoints.ConnectLaneAsync(home, second.KeepAsync, CancellationToken.None);
        await transport.SendAsync(QueueNames.Out(home), "second");

        Assert.Equal("second", await second.NextTextAsync());
    }

    [Fact]
    public async Task A_second_handler_for_the_same_queue_of_a_process_is_refused()
    {
        await using var transport = await RunningTransport.StartAsync(Quick());
        var (home, received) = (NewInstitution(), new Received());
        await using var lane = await transport.Endpoints.ConnectLaneAsync(home, received.KeepAsync, CancellationToken.None);

        await Assert.ThrowsAnyAsync<Exception>(() => transport.Endpoints.ConnectLaneAsync(home, received.KeepAsync, CancellationToken.None));
    }

    /// <summary>The options with pauses that tests can wait for.</summary>
    private protected TransportOptions Quick()
    {
        var options = Options();
        options.FirstRetryDelay = TimeSpan.FromMilliseconds(5);
        options.LongestRetryDelay = TimeSpan.FromMilliseconds(50);
        return options;
    }
}
