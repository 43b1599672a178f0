using System.Text;
using System.Text.Json.Nodes;
using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Connections;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Tests.Behaviour;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Xunit;
using static CrossStudyBroker.RabbitMqTests.Behaviour.ProductionRigs;
using static CrossStudyBroker.Tests.Behaviour.RigDirectory;

namespace CrossStudyBroker.RabbitMqTests.Behaviour;

/// <summary>An institution with a client of its own, as a user that may do nothing but what an institution needs.</summary>
public sealed partial class ProductionBehaviourTests
{
    [Fact]
    public async Task A_vendors_own_client_gets_raw_CloudEvents_under_the_delivery_id_and_answers_with_receipt_and_reply()
    {
        var rig = await SharedAsync();
        await using var client = await ConnectAsync(rig, WithOwnClient);
        await client.ConsumeAsync("in", ForeignClient.AcknowledgeAsync);
        var study = new CrossStudyCase(target: WithOwnClient, network: Wide);
        var request = study.Requested();

        await rig.SendAsync(request);

        var received = await client.ReceivesAsync(request.DeliveryIdTo(WithOwnClient));
        Assert.Equal(request.Bytes(), received.Body.ToArray());
        Assert.Equal(("application/cloudevents+json", DeliveryModes.Persistent), (received.BasicProperties.ContentType, received.BasicProperties.DeliveryMode));
        Assert.All(received.BasicProperties.Headers?.Keys ?? [], header => Assert.Contains(header, new[] { "traceparent", "x-delivery-count", "x-dotnet-pub-seq-no" }));

        await client.PublishAsync(Receipt(request, "delivered").Bytes());
        await rig.SeesAsync(request, DeliveryState.Delivered);
        var decided = study.Decided(request);
        await client.PublishAsync(decided.Bytes());
        await rig.SeesAsync(request, DeliveryState.Processed);
        await rig.At(Metropolia).ReceivesAsync(decided.Id());
    }

    [Fact]
    public async Task A_receipt_that_comes_late_moves_nothing_backwards_and_another_institutions_receipt_moves_nothing()
    {
        var rig = await SharedAsync();
        await using var client = await ConnectAsync(rig, WithOwnClient);
        await client.ConsumeAsync("in", ForeignClient.AcknowledgeAsync);
        var request = new CrossStudyCase(target: WithOwnClient, network: Wide).Requested();
        await rig.SendAsync(request);
        await client.ReceivesAsync(request.DeliveryIdTo(WithOwnClient));
        var forged = Receipt(request, "processed");
        forged["source"] = DerivedIds.Source(Laurea);

        Assert.Equal(ProblemCodes.ReplyNotExpected, (await rig.SubmitAsync(forged)).Problems.Single().Code);
        Assert.Equal(DeliveryState.Queued, (await rig.FindAsync(request.TrackingId()))!.Deliveries.Single().State);
        await client.PublishAsync(Receipt(request, "processed").Bytes());
        var late = Receipt(request, "delivered");
        await client.PublishAsync(late.Bytes());

        await rig.SeesAsync(late.TrackingId(), _ => true, "late receipt");
        await rig.SeesAsync(request, DeliveryState.Processed);
    }

    [Fact]
    public async Task What_the_client_rejects_is_parked_with_its_payload_sealed()
    {
        var rig = await SharedAsync();
        await using var client = await ConnectAsync(rig, WithOwnClient);
        await client.ConsumeAsync("in", ForeignClient.RejectAsync);
        var request = new CrossStudyCase(target: WithOwnClient, network: Wide).Requested();

        await rig.SendAsync(request);

        var view = await rig.SeesAsync(request, DeliveryState.Parked);
        Assert.Equal(ProblemCodes.RecipientRejected, view.Deliveries.Single().Code);
        Assert.Equal(request.Bytes(), (await rig.VaultAsync(request.DeliveryIdTo(WithOwnClient)))!.Value.Opened);
        await rig.ToldAsync(request, status => status.State == MessageState.Parked);
    }

    [Theory]
    [InlineData("permanent", ProblemCodes.StudentUnknown, DeliveryState.Parked)]
    [InlineData("temporary", ProblemCodes.RecipientBusy, DeliveryState.Retrying)]
    public async Task A_receipt_of_the_failure_and_the_rejection_right_after_it_are_one_failure(string category, string code, DeliveryState state)
    {
        var rig = await RetryingAsync();
        await using var client = await ConnectAsync(rig, WithOwnClient);
        var request = new CrossStudyCase(target: WithOwnClient, network: Wide).Requested();
        var failed = Receipt(request, "failed");
        (failed["data"]!["category"], failed["data"]!["code"]) = (category, code);
        if (state == DeliveryState.Retrying)
        {
            failed["data"]!["retryAfter"] = 3600;
        }

        await client.ConsumeAsync("in", async (channel, message) =>
        {
            await client.PublishAsync(failed.Bytes());
            await ForeignClient.RejectAsync(channel, message);
        });

        await rig.SendAsync(request);

        var view = await rig.SeesAsync(request.TrackingId(), seen => seen.Deliveries.Single().PayloadExpiresAt is not null, "the payload sealed");
        Assert.Equal((state, code), (view.Deliveries.Single().State, view.Deliveries.Single().Code));
    }

    [Fact]
    public async Task The_client_is_told_of_its_own_messages_on_its_status_queue_R24()
    {
        var rig = await SharedAsync();
        await using var client = await ConnectAsync(rig, WithOwnClient);
        await client.ConsumeAsync("status", ForeignClient.AcknowledgeAsync);
        var request = new CrossStudyCase(WithOwnClient, network: Wide).Requested();

        await client.PublishAsync(request.Bytes());
        await rig.SeesAsync(request, DeliveryState.Processed);

        await Eventually.SeesAsync(() => StatesTold(client, request), states => states.SequenceEqual(["accepted", "queued", "processed"]), "status events");
    }

    [Fact]
    public async Task A_connection_test_tells_whether_the_institutions_client_is_connected_and_of_a_hosted_adapter_that_it_is_run()
    {
        await using var rig = await StartAsync(new RigOptions { Directory = directory => directory.Add(WithOwnClient, way: "amqp") });
        Assert.Equal([ConnectionFinding.QueueServerAnswers, ConnectionFinding.InboxUnread], await TestAsync(WithOwnClient));
        await using var client = await ConnectAsync(rig, WithOwnClient);
        await client.ConsumeAsync("in", ForeignClient.AcknowledgeAsync);

        Assert.Equal([ConnectionFinding.QueueServerAnswers, ConnectionFinding.InboxRead], await TestAsync(WithOwnClient));
        Assert.Equal([ConnectionFinding.QueueServerAnswers, ConnectionFinding.InboxRead, ConnectionFinding.AdapterUnproven], await TestAsync(Metropolia));

        async Task<IEnumerable<ConnectionFinding>> TestAsync(string institution)
        {
            var known = rig.Services.GetRequiredService<DirectorySource>().Current.Institutions[institution];
            var answer = await rig.Services.GetRequiredService<ConnectionTesting>().TestAsync(known, new Actor(), CancellationToken.None);
            return answer.Test?.Steps.Select(step => step.Finding) ?? [];
        }
    }

    [Fact]
    public async Task A_message_that_expired_in_its_lane_while_the_broker_was_away_is_taken_when_it_is_back()
    {
        await using var rig = await StartAsync(new RigOptions());
        await rig.StopHostAsync();
        await using var client = await ForeignClient.ConnectAsync(((ProductionGround)rig.Ground).Rabbit.Uri, Metropolia);
        var request = new CrossStudyCase(Metropolia).Requested();

        await client.PublishAsync(request.Bytes(), new BasicProperties { ContentType = "application/cloudevents+json", DeliveryMode = DeliveryModes.Persistent, Expiration = "1" });
        await Eventually.SeesAsync(async () => (await client.Channel.QueueDeclarePassiveAsync("csb.dead")).MessageCount, count => count == 1, "the dead letter");
        await rig.StartHostAsync();

        await rig.SeesAsync(request, DeliveryState.Processed);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/vnd.masstransit+json")]
    [InlineData("no content type at all;;;=")]
    [InlineData(null)]
    public async Task Whatever_content_type_and_headers_a_client_sends_it_gets_a_code_and_its_lane_goes_on(string? contentType)
    {
        var rig = await SharedAsync();
        await using var client = await ConnectAsync(rig, WithOwnClient);
        var study = new CrossStudyCase(WithOwnClient, network: Wide);
        var bad = BadMessage.Kinds["wrong content type"](study);
        var properties = new BasicProperties
        {
            MessageId = "no delivery id",
            Headers = new Dictionary<string, object?>(StringComparer.Ordinal) { ["MT-Activity-Id"] = 17, ["traceparent"] = new List<object> { true }, ["Content-Type"] = 1.5 },
        };
        if (contentType is not null)
        {
            properties.ContentType = contentType;
        }

        await client.PublishAsync(bad.Body, properties);
        await client.PublishAsync(study.Requested().Bytes());

        Assert.Equal(bad.Code, (await rig.SeesAsync(bad.TrackingId, _ => true, "refused")).Problems.Single().Code);
    }

    [Theory]
    [InlineData(Metropolia, "publish to another's lane")]
    [InlineData(Metropolia, "read another's inbox")]
    [InlineData(WithOwnClient, "read its own lane")]
    [InlineData(WithOwnClient, "declare")]
    public async Task An_institutions_user_may_write_to_its_own_lane_and_read_its_own_queues_and_nothing_else(string institution, string what)
    {
        var rig = await SharedAsync();
        await using var client = await ConnectAsync(rig, WithOwnClient);

        var refused = await Assert.ThrowsAnyAsync<OperationInterruptedException>(async () =>
        {
            switch (what)
            {
                case "declare":
                    await client.Channel.QueueDeclareAsync("mine", durable: true, exclusive: false, autoDelete: false);
                    break;
                case "publish to another's lane":
                    await client.PublishAsync(new CrossStudyCase(institution).Requested().Bytes(), lane: institution);
                    await client.Channel.QueueDeclarePassiveAsync($"csb.{WithOwnClient}.in"); // the answer to a publish comes by the next call
                    break;
                default:
                    await client.Channel.BasicConsumeAsync($"csb.{institution}.{(what.Contains("lane", StringComparison.Ordinal) ? "lane" : "in")}", autoAck: true, new AsyncEventing(client.Channel));
                    break;
            }
        });

        Assert.Equal(Constants.AccessRefused, refused.ShutdownReason!.ReplyCode);
    }

    /// <summary>A client with the user that the topology gives the institution.</summary>
    private static async Task<ForeignClient> ConnectAsync(BrokerRig rig, string institution)
    {
        var ground = (ProductionGround)rig.Ground;
        var user = Topology.For([institution], new TransportOptions()).Users.Single(candidate => candidate.Name.EndsWith(institution, StringComparison.Ordinal));
        var name = $"{user.Name}-{ground.Rabbit.Name}"; // users are the server's, not the virtual host's
        await ground.PutAsync($"api/users/{name}", new JsonObject { ["password"] = "test", ["tags"] = "" });
        await ground.PutAsync(
            $"api/permissions/{ground.Rabbit.Name}/{name}", new JsonObject { ["configure"] = user.Configure, ["write"] = user.Write, ["read"] = user.Read });
        return await ForeignClient.ConnectAsync(new UriBuilder(ground.Rabbit.Uri) { UserName = name, Password = "test" }.Uri, institution);
    }

    private static JsonObject Receipt(JsonObject received, string outcome)
    {
        var receipt = Examples.Of(MessageType.Receipt);
        receipt["id"] = Guid.CreateVersion7().ToString();
        receipt["source"] = DerivedIds.Source(received["recipient"]!.GetValue<string>()); // the test named one
        receipt["data"] = new JsonObject
        {
            ["messageId"] = received.Id(),
            ["deliveryId"] = received.DeliveryIdTo(received["recipient"]!.GetValue<string>()),
            ["sender"] = received.Sender(),
            ["outcome"] = outcome,
        };
        return receipt;
    }

    private static IEnumerable<string> StatesTold(ForeignClient client, JsonObject message) => client.Received
        .SelectMany(received => JsonNode.Parse(Encoding.UTF8.GetString(received.Body.Span))!["data"]!["changes"]!.AsArray()) // status events have changes
        .Where(change => change!["id"]?.GetValue<string>() == message.Id())
        .Select(change => change!["state"]!.GetValue<string>());

    private sealed class AsyncEventing(IChannel channel) : AsyncDefaultBasicConsumer(channel);
}
