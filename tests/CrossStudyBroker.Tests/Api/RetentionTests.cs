using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Tests.Behaviour;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Api;

/// <summary>What is kept and for how long, and the proof that it was erased, over HTTP; and the clock of a host for tests.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private readonly ApiHost _host = new();

    public RetentionTests()
    {
        _host.Settings["Clock:AllowOffset"] = "true";
        _host.Settings["Retention:Poll"] = "00:00:00.05";
    }

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Sender_recipient_and_operator_get_the_proof_that_a_payload_was_erased_which_anybody_can_reckon()
    {
        var completion = Completion();
        await _host.SendAsync(completion, (Metropolia, MessageState.Processed));

        foreach (var who in new[] { HaagaHelia, Metropolia, Operator })
        {
            var proof = await ChainedAsync(who, completion);
            var entry = Assert.Single(proof["entries"]!.AsArray())!;
            Assert.Equal(("erased", "processed"), (Text(proof["payload"]), Text(entry["reason"])));
            Assert.Equal(Text(entry["hash"]), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(entry["text"])))));
            Assert.Contains($"\n{Text(entry["previousHash"])}\n", Text(entry["text"]), StringComparison.Ordinal);
            Assert.Contains(completion.DeliveryIdTo(Metropolia).ToString(), Text(entry["text"]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nobody_else_learns_anything_of_a_delivery()
    {
        var completion = Completion();
        await _host.SendAsync(completion, (Metropolia, MessageState.Processed));

        foreach (var (who, id) in new[] { (Laurea, completion.DeliveryIdTo(Metropolia).ToString()), (HaagaHelia, Guid.NewGuid().ToString()), (HaagaHelia, "nonsense") })
        {
            Assert.Equal((404, "not-found"), Coded(await _host.GetAsync(who, $"/v1/deliveries/{id}/erasure")));
        }

        Assert.Equal(401, (await _host.GetAsync("", $"/v1/deliveries/{Guid.NewGuid()}/erasure")).Status);
    }

    [Fact]
    public async Task An_institution_sees_what_is_held_of_its_own_and_the_operator_all_of_it()
    {
        await _host.SendAsync(Completion(), (Metropolia, MessageState.Processed));
        await Eventually.SeesAsync(
            async () => (await _host.GetAsync(Operator, "/v1/retention")).Body["clocks"]!.AsArray().Select(clock => $"{clock!["name"]} {clock["result"]}"),
            clocks => clocks.SequenceEqual(["answers ok", "audit ok", "jobs ok", "keys ok", "ledger ok", "ledger-age ok", "links ok", "log ok", "payloads ok", "sessions ok", "traces ok", "warnings ok"]),
            "all clocks have run");

        foreach (var (who, traces) in new[] { (Operator, 1), (HaagaHelia, 1), (Metropolia, 1), (Laurea, 0) })
        {
            var retention = (await _host.GetAsync(who, "/v1/retention")).Body;
            Assert.Equal((traces, 0, 0), (Held(retention, "traces"), Held(retention, "payloads"), Held(retention, "links")));
            Assert.Equal((14, 90, 60, 730), (Number(retention["usual"]!["payloadDays"]), Number(retention["networks"]!["3amk"]!["traceDays"]), Number(retention["networks"]!["campusonline"]!["linkDays"]), Number(retention["auditDays"])));
        }

        Assert.Equal(401, (await _host.GetAsync("", "/v1/retention")).Status);
    }

    [Fact]
    public async Task The_operator_moves_the_clock_of_a_host_for_tests_forward_and_what_is_due_by_it_comes_about()
    {
        await _host.SendAsync(Completion(), (Metropolia, MessageState.Processed));
        var before = (await _host.GetAsync(Operator, "/v1/clock")).Body;
        Assert.Equal("00:00:00", Text(before["offset"]));

        Assert.Equal(200, (await MoveAsync(Operator, "{\"offset\":\"91.00:00:00\"}")).Status);

        await Eventually.SeesAsync(async () => Held((await _host.GetAsync(Operator, "/v1/retention")).Body, "traces"), traces => traces == 0, "no traces");
        foreach (var wrong in new[] { "{\"offset\":\"90.00:00:00\"}", "{\"offset\":\"soon\"}", "{}", "null", "not JSON" })
        {
            Assert.Equal((400, "value-malformed"), Coded(await MoveAsync(Operator, wrong)));
        }

        Assert.Equal((403, "not-permitted"), Coded(await MoveAsync(HaagaHelia, "{\"offset\":\"92.00:00:00\"}")));
        Assert.Equal((403, "not-permitted"), Coded(await _host.GetAsync(HaagaHelia, "/v1/clock")));
    }

    [Fact]
    public async Task Other_hosts_have_the_machines_clock()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();

        Assert.Equal((404, "not-found"), Coded(await host.GetAsync(Operator, "/v1/clock")));
        using var content = new StringContent("{\"offset\":\"15.00:00:00\"}");
        Assert.Equal((404, "not-found"), Coded(await host.AskAsync(HttpMethod.Put, Operator, "/v1/clock", content)));
    }

    private async Task<JsonNode> ChainedAsync(string who, JsonObject message) => (await Eventually.SeesAsync(
        () => _host.GetAsync(who, $"/v1/deliveries/{message.DeliveryIdTo(Metropolia)}/erasure"),
        answer => answer.Status == 200 && answer.Body["entries"]!.AsArray().Any(entry => entry!["position"] is not null),
        "a chained entry")).Body;

    private async Task<ApiAnswer> MoveAsync(string who, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _host.AskAsync(HttpMethod.Put, who, "/v1/clock", content);
    }

    private static (int Status, string Code) Coded(ApiAnswer answer) => (answer.Status, Text(answer.Body["code"]));

    private static string Text(JsonNode? value) => value!.GetValue<string>(); // required by the document

    private static double Held(JsonNode retention, string what) => Number(retention["held"]!.AsArray().Single(thing => Text(thing!["what"]) == what)!["number"]);

    private static double Number(JsonNode? value) => value!.GetValue<double>(); // required by the document
}
