using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Schemas;
using Xunit;

namespace CrossStudyBroker.Tests.Api;

/// <summary>contracts/asyncapi.yaml says what an institution finds on RabbitMQ (<see cref="Topology"/>) and which messages go which way.</summary>
public sealed class AsyncApiTests
{
    private const string Institution = "10056";

    private static readonly JsonObject Document = YamlFile.Read("contracts/asyncapi.yaml");
    private static readonly Topology Declared = Topology.For([Institution, "10065"], new TransportOptions());

    private static UserDefinition User => Declared.Users.Single(user => user.Name == "csb-" + Institution);

    [Fact]
    public void The_channels_are_what_the_institutions_user_may_use_on_RabbitMQ_and_nothing_more()
    {
        Assert.Equal(
            Declared.Queues.Select(queue => queue.Exchange).Where(exchange => Regex.IsMatch(exchange, User.Write)).Order(StringComparer.Ordinal),
            Channels("send").Select(channel => Filled(channel["bindings"]!["amqp"]!["exchange"]!["name"])));
        Assert.Equal(
            Declared.Queues.Select(queue => queue.Name).Where(queue => Regex.IsMatch(queue, User.Read)).Order(StringComparer.Ordinal),
            Channels("receive").Select(channel => Filled(channel["bindings"]!["amqp"]!["queue"]!["name"])).Order(StringComparer.Ordinal));
        Assert.All(Document["channels"]!.AsObject(), channel => Assert.Equal(
            Filled(channel.Value!["address"]),
            Filled((channel.Value["bindings"]!["amqp"]!["exchange"] ?? channel.Value["bindings"]!["amqp"]!["queue"])!["name"])));
        Assert.Equal("^$", User.Configure);
    }

    [Fact]
    public void Exchanges_and_queues_are_durable_and_of_the_declared_kind()
    {
        foreach (var (name, channel) in Document["channels"]!.AsObject())
        {
            var binding = channel!["bindings"]!["amqp"]!;
            Assert.Equal(name == "out" ? "routingKey" : "queue", Text(binding["is"]));
            var thing = (binding["exchange"] ?? binding["queue"])!;
            Assert.Equal((true, false), (thing["durable"]!.GetValue<bool>(), thing["autoDelete"]!.GetValue<bool>()));
            Assert.Equal(name == "out" ? "fanout" : null, thing["type"]?.GetValue<string>());
            Assert.Equal(name == "out" ? null : false, thing["exclusive"]?.GetValue<bool>());
        }
    }

    [Fact]
    public void The_arguments_of_the_queues_are_those_that_are_declared()
    {
        foreach (var (_, channel) in Document["channels"]!.AsObject())
        {
            var documented = channel!["x-queue"]!;
            var queue = Declared.Queues.Single(queue => queue.Name == Filled(documented["name"]));

            Assert.Equal(
                queue.Arguments.Select(argument => $"{argument.Key}={JsonSerializer.Serialize(argument.Value)}").Order(StringComparer.Ordinal),
                documented["arguments"]!.AsObject().Select(argument => $"{argument.Key}={argument.Value!.ToJsonString()}").Order(StringComparer.Ordinal));
            Assert.Equal(Filled(channel["address"]), queue.Exchange);
        }
    }

    [Fact]
    public void Each_message_goes_the_way_that_its_type_says()
    {
        var receipt = MessageType.All.Values.Where(type => type.Recipients == Recipients.Broker).ToList();
        var status = MessageType.All[MessageType.MessageStatus];

        Assert.Equal(Sorted(MessageType.All.Values.Where(type => !type.FromBroker)), NamesIn("out"));
        Assert.Equal(Sorted(MessageType.All.Values.Except(receipt).Where(type => type != status)), NamesIn("in"));
        Assert.Equal([status.Name], NamesIn("status"));
        Assert.Equal(Sorted(MessageType.All.Values), Document["components"]!["messages"]!.AsObject().Select(message => Text(message.Value!["name"])).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_operation_has_all_messages_of_its_channel()
    {
        var operations = Document["operations"]!.AsObject();

        Assert.Equal(["out send", "in receive", "status receive"], operations.Select(operation => $"{Channel(operation.Value!).Name} {Text(operation.Value!["action"])}"));
        Assert.All(operations, operation => Assert.Equal(
            Channel(operation.Value!).Value["messages"]!.AsObject().Select(message => $"#/channels/{Channel(operation.Value!).Name}/messages/{message.Key}"),
            operation.Value!["messages"]!.AsArray().Select(message => Text(message!["$ref"]))));
    }

    // A transient message would not outlive a restart of the server, and one taken without an acknowledgement not one of the client.
    [Fact]
    public void A_client_sends_persistent_messages_that_must_be_routed_and_acknowledges_what_it_takes()
    {
        Assert.Equal(["amqp"], Document["servers"]!.AsObject().Select(server => Text(server.Value!["protocol"])));
        Assert.All(Document["operations"]!.AsObject(), operation =>
        {
            var binding = operation.Value!["bindings"]!["amqp"]!;
            Assert.Equal(
                Text(operation.Value["action"]) == "send" ? "2 true " : "  true",
                $"{binding["deliveryMode"]} {binding["mandatory"]?.ToJsonString()} {binding["ack"]?.ToJsonString()}");
        });
    }

    [Fact]
    public void Each_payload_is_the_envelope_with_the_schema_of_its_type_as_data()
    {
        foreach (var (name, message) in Document["components"]!["messages"]!.AsObject())
        {
            var type = Text(message!["name"]);
            var parts = message["payload"]!["schema"]!["allOf"]!.AsArray();

            Assert.Equal(name, string.Concat(type.Split('.')[1..^1].SelectMany(part => part.Split('-')).Select(part => char.ToUpperInvariant(part[0]) + part[1..])));
            Assert.Equal("schemas/envelope.json", Text(parts[0]!["$ref"]));
            Assert.Equal(type, Text(parts[1]!["properties"]!["type"]!["const"]));
            Assert.Equal($"schemas/{type}.json", Text(parts[1]!["properties"]!["data"]!["$ref"]));
            Assert.NotNull(MessageSchemas.ForType(type));
            Assert.True(File.Exists(Repository.PathOf($"contracts/schemas/{type}.json")));
        }

        Assert.Equal(MessageValidation.ContentType, Text(Document["defaultContentType"]));
    }

    private static IEnumerable<JsonNode> Channels(string action) => Document["operations"]!.AsObject()
        .Where(operation => Text(operation.Value!["action"]) == action)
        .Select(operation => Channel(operation.Value!).Value);

    private static (string Name, JsonNode Value) Channel(JsonNode operation)
    {
        var name = Text(operation["channel"]!["$ref"])["#/channels/".Length..];
        return (name, Document["channels"]![name]!);
    }

    private static IEnumerable<string> NamesIn(string channel) => Document["channels"]![channel]!["messages"]!.AsObject()
        .Select(message => Text(Document["components"]!["messages"]![Text(message.Value!["$ref"])["#/components/messages/".Length..]]!["name"])).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Sorted(IEnumerable<MessageType> types) => types.Select(type => type.Name).Order(StringComparer.Ordinal);

    private static string Filled(JsonNode? name) => Text(name).Replace("{institution}", Institution, StringComparison.Ordinal);

    private static string Text(JsonNode? node) => node!.GetValue<string>(); // a missing one fails the test with its place
}
