using System.Text.Json;
using System.Text.Json.Nodes;
using CrossStudyBroker.Contracts.Schemas;
using Xunit;

namespace CrossStudyBroker.Tests.Schemas;

[Collection(typeof(Alone))]
public sealed class MessageSchemasTests
{
    [Fact]
    public void Every_schema_of_the_contract_loads() =>
        Assert.Equal(
            Directory.GetFiles(Repository.PathOf("contracts/schemas"), "*.json").Select(Path.GetFileName).Order(),
            MessageSchemas.Set.Names.Order());

    [Fact]
    public void Every_message_type_has_a_schema_and_nothing_else_is_one()
    {
        Assert.Contains("crossstudy.enrolment.requested.v1", MessageSchemas.Types);
        Assert.All(MessageSchemas.Types, type => Assert.NotNull(MessageSchemas.ForType(type)));
        Assert.Null(MessageSchemas.ForType("common"));
        Assert.Null(MessageSchemas.ForType("crossstudy.enrolment.requested.v9"));
    }

    [Fact]
    public void Checking_a_valid_message_allocates_next_to_nothing()
    {
        foreach (var (type, data) in ValidPayloads())
        {
            var schema = MessageSchemas.ForType(type)!; // every type has one, see above
            var payload = JsonElement.Parse(data.ToJsonString());
            Assert.Empty(schema.Validate(payload, "/data"));

            // Code that is not optimised yet boxes here and there, so this asks until the runtime has optimised it.
            var start = TimeProvider.System.GetTimestamp();
            while (Allocated(() => schema.IsValid(payload)) > 128)
            {
                Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromMinutes(1), $"{type} still allocates after a minute");
            }
        }
    }

    // Messages are logged, shown and sent back; values are personal data.
    [Fact]
    public void No_fault_repeats_a_value_of_the_message()
    {
        const string marker = "Meikäläinen-8f3a";
        var faultsSeen = 0;
        foreach (var (type, data) in ValidPayloads())
        {
            foreach (var holder in Holders(data))
            {
                foreach (var replace in Replacements(holder, marker))
                {
                    var faults = MessageSchemas.ForType(type)!.Validate(JsonElement.Parse(replace()), "/data");
                    faultsSeen += faults.Count;
                    Assert.All(faults, fault => Assert.DoesNotContain("8f3a", fault.ToString(), StringComparison.Ordinal));
                }
            }
        }

        Assert.NotInRange(faultsSeen, 0, 500);
    }

    private static long Allocated(Func<bool> check)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        check();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static IEnumerable<(string Type, JsonNode Data)> ValidPayloads() =>
        from file in Directory.GetFiles(Repository.PathOf("contracts/examples"), "valid-*.json", SearchOption.AllDirectories)
        let message = JsonNode.Parse(File.ReadAllText(file))!.AsObject()
        select (message["type"]!.GetValue<string>(), message["data"]!);

    private static IEnumerable<JsonNode> Holders(JsonNode node) => node switch
    {
        JsonObject fields => fields.Select(field => field.Value).OfType<JsonNode>().SelectMany(Holders).Prepend(node),
        JsonArray items => items.OfType<JsonNode>().SelectMany(Holders).Prepend(node),
        _ => [],
    };

    // Puts the marker, as text and inside an object, in the place of each value in turn, and takes it out again.
    private static IEnumerable<Func<string>> Replacements(JsonNode holder, string marker)
    {
        JsonNode[] fakes = [JsonValue.Create(marker), new JsonArray(marker), new JsonObject { ["fi"] = new JsonObject { ["x"] = marker } }];
        foreach (var fake in fakes)
        {
            if (holder is JsonObject fields)
            {
                foreach (var name in fields.Select(field => field.Key).ToList())
                {
                    yield return () => With(() => fields[name], value => fields[name] = value, fake, holder);
                }
            }
            else if (holder is JsonArray items)
            {
                for (var i = 0; i < items.Count; i++)
                {
                    var index = i;
                    yield return () => With(() => items[index], value => items[index] = value, fake, holder);
                }
            }
        }
    }

    private static string With(Func<JsonNode?> get, Action<JsonNode?> set, JsonNode fake, JsonNode holder)
    {
        var original = get();
        set(null);
        set(fake.DeepClone());
        var text = holder.Root["data"]!.ToJsonString();
        set(null);
        set(original);
        return text;
    }
}
