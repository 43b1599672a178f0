using System.Text.Json.Nodes;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Tests.Behaviour;
using RabbitMQ.Client;
using Xunit;
using static CrossStudyBroker.Tests.Behaviour.RigDirectory;

namespace CrossStudyBroker.RabbitMqTests.Behaviour;

/// <summary>A host that is killed in the middle of its work.</summary>
public sealed partial class ProductionBehaviourTests
{
    [Fact]
    public async Task A_host_that_is_killed_twice_in_the_middle_delivers_every_message_under_exactly_one_delivery_id()
    {
        const int messages = 300;
        string[] institutions = [HaagaHelia, Metropolia, Laurea];
        await using var ground = (ProductionGround)await MakeGroundAsync();
        var directory = new RigDirectory(Path.Combine(ground.Folder, "directory"));
        foreach (var institution in directory.Institutions)
        {
            institution!["adapter"] = new JsonObject { ["way"] = "amqp" }; // objects by the schema
        }

        directory.Write();
        await TopologyClient.ApplyAsync(
            Topology.For(institutions, new TransportOptions()), new TransportOptions { Kind = TransportKind.RabbitMq, Uri = ground.Rabbit.Uri }, CancellationToken.None);
        var requests = Enumerable.Range(0, messages).Select(i => new CrossStudyCase(institutions[i % 3], institutions[(i + 1) % 3]).Requested()).ToList();
        await using var client = await ForeignClient.ConnectAsync(ground.Rabbit.Uri, Metropolia);
        await PublishAsync(requests.Take(200));

        await using (var first = HostProcess.Start(ground, directory.Folder))
        {
            await Eventually.SeesAsync(() => InboxesAsync(client, institutions), count => count > 0, "first deliveries"); // at work now, in the middle of a batch
            await first.KillAsync();
        }

        await PublishAsync(requests.Skip(200));
        await using (var second = HostProcess.Start(ground, directory.Folder))
        {
            var before = await InboxesAsync(client, institutions);
            await Eventually.SeesAsync(() => InboxesAsync(client, institutions), count => count > before, "further deliveries");
            await second.KillAsync();
        }

        await using var last = HostProcess.Start(ground, directory.Folder);
        var deliveries = new HashSet<string>(StringComparer.Ordinal);
        await Eventually.SeesAsync(async () =>
        {
            await DrainAsync(client, institutions, deliveries);
            return deliveries.Count;
        }, count => count >= messages, $"{messages} deliveries");

        await Eventually.SeesAsync(async () =>
        {
            await DrainAsync(client, institutions, deliveries);
            return await LanesAsync(client, institutions);
        }, count => count == 0, "empty lanes");
        Assert.Equal(
            requests.Select(request => request.DeliveryIdTo(request["recipient"]!.GetValue<string>()).ToString()).Order(StringComparer.Ordinal),
            deliveries.Order(StringComparer.Ordinal));

        async Task PublishAsync(IEnumerable<JsonObject> some)
        {
            foreach (var request in some)
            {
                await client.PublishAsync(request.Bytes(), lane: request.Sender());
            }

            await client.ConfirmedAsync();
        }
    }

    private static Task<uint> InboxesAsync(ForeignClient client, IEnumerable<string> institutions) => CountAsync(client, institutions.Select(code => $"csb.{code}.in"));

    private static Task<uint> LanesAsync(ForeignClient client, IEnumerable<string> institutions) => CountAsync(client, institutions.Select(code => $"csb.{code}.lane"));

    private static async Task<uint> CountAsync(ForeignClient client, IEnumerable<string> queues)
    {
        var count = 0u;
        foreach (var queue in queues)
        {
            count += (await client.Channel.QueueDeclarePassiveAsync(queue)).MessageCount;
        }

        return count;
    }

    private static async Task DrainAsync(ForeignClient client, IEnumerable<string> institutions, HashSet<string> deliveries)
    {
        foreach (var institution in institutions)
        {
            while (await client.Channel.BasicGetAsync($"csb.{institution}.in", autoAck: true) is { } message)
            {
                deliveries.Add(message.BasicProperties.MessageId!); // the broker sets it
            }
        }
    }
}
